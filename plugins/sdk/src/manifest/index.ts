export { ERROR_KINDS, type ErrorKind } from '../define/provider-error.ts';
export { inverseInput } from './inverse.ts';
export { jsonSchemaOf, manifestOf } from './manifest-of.ts';
export { type Permissions, permissionsOf } from './permissions.ts';
export { type Manifest, type ManifestAction, manifestSchema } from './schema.ts';
