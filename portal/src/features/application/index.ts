export { ApplicationPage } from './application-page';
export { ApplicationsPage } from './applications-page';
