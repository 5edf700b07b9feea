export { AppMappingsPage } from './app-mappings-page';
