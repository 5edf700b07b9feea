export { AddMapping } from './add-mapping';
export { appMappingsQuery, deleteMappingMutation } from './app-mapping.documents';
export type { MappingRow } from './holder';
export { APPLICATION, HOLDER, nameOfMapping, ROLE, SINCE, TAKE_AWAY } from './mapping-columns';
export { MAPPING_ORDERS, OLDEST_FIRST } from './mapping-listing';
export { MappingsCard } from './mappings-card';
export { RemoveMapping } from './remove-mapping';
export { RoleInPlace } from './role-in-place';
