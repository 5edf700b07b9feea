import type { JsonSchema } from '@/components/schema-form';

/** The schema with these of its properties, in this order. */
export function onlyOf(schema: JsonSchema, names: readonly string[]): JsonSchema {
  const { properties = {} } = schema;
  const kept = names.flatMap((name) => (properties[name] ? [[name, properties[name]] as const] : []));
  return { ...schema, properties: Object.fromEntries(kept) };
}
