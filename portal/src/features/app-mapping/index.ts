export { AddMapping } from './add-mapping';
export { MappingsCard } from './mappings-card';
export { RemoveMapping } from './remove-mapping';
