export { AddMapping } from './add-mapping';
export { appMappingsQuery, deleteMappingMutation } from './app-mapping.documents';
export { Holder, holderName, type MappingRow } from './holder';
export { MappingsCard } from './mappings-card';
export { RemoveMapping } from './remove-mapping';
export { RoleInPlace } from './role-in-place';
