export { AddMapping } from './add-mapping';
export { AppMappingsPage } from './app-mappings-page';
export { MappingsCard } from './mappings-card';
export { RemoveMapping } from './remove-mapping';
