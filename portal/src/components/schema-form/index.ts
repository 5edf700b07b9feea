export { type BindingSource, BindingSources, useBindingSources } from './bindings';
export { defaultsOf, type JsonSchema, labelOf, typeOf, withoutNull, withProperty } from './json-schema';
export { SchemaFields, type SchemaFieldsProps } from './schema-fields';
