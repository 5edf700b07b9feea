export { AppMappingResolver } from './app-mapping.resolver.ts';
export { AppMapping } from './app-mapping.type.ts';
export { createAppMapping } from './create.ts';
export { deleteAppMapping } from './delete.ts';
export { endMappings } from './end-mappings.ts';
export { findAppMapping } from './find.ts';
export type { AppMappingRow } from './internal.ts';
