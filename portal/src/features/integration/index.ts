export { IntegrationPage } from './integration-page';
export { IntegrationsPage } from './integrations-page';
export { NewIntegrationPage } from './new-integration-page';
