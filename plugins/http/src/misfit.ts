import { ProviderError } from '@joinery/plugin-sdk';

type Schema = Record<string, unknown>;

const KEYWORDS = ['$schema', 'title', 'description', 'type', 'properties', 'required', 'items', 'enum', 'const'];
const TYPES: Record<string, (value: unknown) => boolean> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  array: Array.isArray,
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/**
 * Where a value does not fit a JSON Schema (2020-12), and why; undefined when it does. A closed list of keywords: one that
 * is not among them is refused and not passed over. Throws ProviderError `invalid` for a schema that is none.
 */
export function misfit(schema: unknown, value: unknown, at = 'body'): string | undefined {
  const checked = schemaOf(schema);
  return misfitItself(checked, value, at) ?? misfitWithin(checked, value, at);
}

function schemaOf(schema: unknown): Schema {
  if (!TYPES.object?.(schema)) throw new ProviderError('invalid', 'input.answer is no JSON Schema');
  const unknown = Object.keys(schema as Schema).find((keyword) => !KEYWORDS.includes(keyword));
  if (unknown === undefined) return schema as Schema;
  throw new ProviderError(
    'invalid',
    `input.answer uses ${unknown}, which is not among ${KEYWORDS.slice(3).join(', ')}`,
  );
}

function misfitItself(schema: Schema, value: unknown, at: string): string | undefined {
  const types = schema.type === undefined ? [] : [schema.type].flat().map(String);
  const unknown = types.find((type) => !Object.hasOwn(TYPES, type));
  if (unknown !== undefined) throw new ProviderError('invalid', `input.answer has the type ${unknown}, which is none`);
  if (types.length > 0 && !types.some((type) => TYPES[type]?.(value))) return `${at} is no ${types.join(' or ')}`;
  const allowed = 'const' in schema ? [schema.const] : schema.enum;
  if (!Array.isArray(allowed) || allowed.some((one) => JSON.stringify(one) === JSON.stringify(value))) return undefined;
  return `${at} is none of ${JSON.stringify(allowed)}`;
}

function misfitWithin(
  { properties = {}, required = [], items }: Schema,
  value: unknown,
  at: string,
): string | undefined {
  if (Array.isArray(value)) {
    return items === undefined
      ? undefined
      : first(value.map((item, index) => () => misfit(items, item, `${at}.${index}`)));
  }
  if (!TYPES.object?.(value)) return undefined;
  const object = value as Schema;
  const lacking = [required].flat().find((name) => !Object.hasOwn(object, String(name)));
  if (lacking !== undefined) return `${at} has no ${lacking}`;
  const present = Object.entries(properties as Schema).filter(([name]) => Object.hasOwn(object, name));
  return first(
    present.map(
      ([name, property]) =>
        () =>
          misfit(property, object[name], `${at}.${name}`),
    ),
  );
}

function first(checks: readonly (() => string | undefined)[]): string | undefined {
  for (const check of checks) {
    const problem = check();
    if (problem !== undefined) return problem;
  }
  return undefined;
}
