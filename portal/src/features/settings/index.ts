export { AttributesPage, DeploymentPage, GeneralPage, ProvidersPage, RolesPage } from './pages';
export { SettingsFrame } from './settings-frame';
