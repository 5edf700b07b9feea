export { AttributesPage } from './attributes-page';
export { DeploymentPage } from './deployment-page';
export { GeneralPage } from './general-page';
export { NotificationsPage } from './notifications-page';
export { ProvidersPage } from './providers-page';
export { RolesPage } from './roles-page';
export { SettingsFrame } from './settings-frame';
