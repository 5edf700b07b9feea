import type { JsonSchema } from '../action-type/step-action.ts';

/** What lies at a path of a schema: a schema, `'any'` where it says nothing, or why there is nothing. */
export type SchemaAt = { schema: JsonSchema } | 'any' | { problem: string };

/** Follows a path through the properties and items of a schema. */
export function schemaAt(schema: JsonSchema, path: readonly string[]): SchemaAt {
  let at: JsonSchema = schema;
  for (const [index, segment] of path.entries()) {
    const next = stepInto(at, segment);
    if (next === 'any') return 'any';
    if (!next) return { problem: `there is no ${path.slice(0, index + 1).join('.')}` };
    at = next;
  }
  return { schema: at };
}

function stepInto(schema: JsonSchema, segment: string): JsonSchema | 'any' | null {
  const variants = variantsOf(schema);
  if (variants) {
    const found = variants.map((variant) => stepInto(variant, segment)).filter((one) => one !== null);
    return found.length === 0 ? null : found.length === 1 ? (found[0] ?? null) : 'any';
  }
  const properties = asObject(schema.properties);
  if (properties && Object.hasOwn(properties, segment)) return within(schema, properties[segment]);
  if (/^\d+$/.test(segment) && schema.items !== undefined) return within(schema, schema.items);
  if (asObject(schema.patternProperties)) return 'any';
  if (asObject(schema.additionalProperties)) return within(schema, schema.additionalProperties);
  const isOpen = schema.type === undefined || schema.type === 'object' || schema.type === 'array';
  // A schema without properties says nothing of them; one that has some means them all.
  return isOpen && !properties && schema.additionalProperties !== false && schema.enum === undefined ? 'any' : null;
}

export function variantsOf(schema: JsonSchema): JsonSchema[] | null {
  const variants = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(variants)) return null;
  return variants.map((variant) => within(schema, variant)).map((variant) => (variant === 'any' ? {} : variant));
}

/** The types that a schema allows; null for any. */
export function typesOf(schema: JsonSchema): ReadonlySet<string> | null {
  const variants = variantsOf(schema);
  if (variants) {
    const all = variants.map(typesOf);
    return all.some((types) => types === null) ? null : new Set(all.flatMap((types) => [...(types ?? [])]));
  }
  if (schema.type !== undefined) return new Set([schema.type].flat() as string[]);
  const values = Array.isArray(schema.enum) ? schema.enum : schema.const === undefined ? null : [schema.const];
  return values ? new Set(values.map((value) => (value === null ? 'null' : typeof value))) : null;
}

/** Whether a value of the one may be one of the other: an integer is a number, and null is left to the moment itself. */
export function mayFit(source: JsonSchema, target: JsonSchema): boolean {
  const [from, to] = [typesOf(source), typesOf(target)];
  if (!from || !to) return true;
  return [...from].some(
    (type) => to.has(type) || (type === 'integer' && to.has('number')) || (type === 'number' && to.has('integer')),
  );
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** A part of a schema, with the definitions that it may refer to; what it refers to in the place of a reference. */
function within({ $defs: outer }: JsonSchema, part: unknown): JsonSchema | 'any' {
  const schema = asObject(part);
  if (!schema) return 'any';
  const definitions = asObject(schema.$defs) ?? asObject(outer);
  const kept = definitions ? { $defs: definitions } : {};
  if (typeof schema.$ref !== 'string') return { ...schema, ...kept };
  const name = /^#\/\$defs\/([^/]+)$/.exec(schema.$ref)?.[1];
  const meant = name === undefined ? null : asObject(definitions?.[name]);
  return meant && meant.$ref === undefined ? { ...meant, ...kept } : 'any';
}
