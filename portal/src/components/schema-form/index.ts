export { BindingOrigin, type BindingSource, BindingSources, useBindingSources } from './bindings';
export { type IdPickerProps, type IdPickers, IdPickersContext } from './id-pickers';
export { defaultsOf, type JsonSchema, labelOf, typeOf, withoutNull, withProperty } from './json-schema';
export { ManyPicked } from './many-picked';
export { SchemaFields, type SchemaFieldsProps } from './schema-fields';
