import type { FieldError } from '../../../errors.ts';
import { faultsOf } from '../../../plugins/json-schema.ts';
import type { JsonSchema } from '../action-type/step-action.ts';
import { type Binding, isObject, type Reference, specialOf } from '../binding/index.ts';
import { mayFit, type SchemaAt, schemaAt, typesOf, variantsOf } from './schema-at.ts';

/** What a path of a binding leads to, or why it leads nowhere. */
export type Lookup = (path: readonly string[]) => SchemaAt;

const TEXT: JsonSchema = { type: 'string' };

/** What is wrong with a binding for a place of this schema, each with its path. */
export function checkBinding(binding: Binding, target: JsonSchema, path: string, lookup: Lookup): FieldError[] {
  const special = specialOf(binding);
  if (special?.kind === 'wrong') return [{ path, message: special.message }];
  if (special?.kind === 'from') {
    const wrong = checkReference(special, target, path, lookup);
    if (special.fallback === undefined) return wrong;
    return [...wrong, ...checkBinding(special.fallback, target, `${path}.$default`, lookup)];
  }
  if (special?.kind === 'text') {
    const places = special.parts.flatMap((part) => (typeof part === 'string' ? [] : [part.path]));
    const unknown = places.flatMap((place) => problemOf(lookup(place), path));
    return [...unknown, ...(mayFit(TEXT, target) ? [] : [{ path, message: `a text does not fit: ${wants(target)}` }])];
  }
  return hasBindings(binding) ? checkParts(binding, target, path, lookup) : literalFaults(binding, target, path);
}

/** What stands behind a prefix is a text, and so is what it is taken from. */
function checkReference(
  { path: from, after }: Reference,
  target: JsonSchema,
  path: string,
  lookup: Lookup,
): FieldError[] {
  if (after === undefined) return checkSource(lookup(from), target, path, from);
  const wrong = checkSource(lookup(from), TEXT, path, from);
  return wrong.length > 0 ? wrong : checkSource({ schema: TEXT }, target, path, from);
}

function checkSource(source: SchemaAt, target: JsonSchema, path: string, from: readonly string[]): FieldError[] {
  if (source === 'any' || 'problem' in source) return problemOf(source, path);
  if (mayFit(source.schema, target)) return [];
  const is = [...(typesOf(source.schema) ?? [])].join(' or ');
  return [{ path, message: `${from.join('.')} is ${is}: ${wants(target)}` }];
}

function problemOf(source: SchemaAt, path: string): FieldError[] {
  return source !== 'any' && 'problem' in source ? [{ path, message: source.problem }] : [];
}

/** Objects and lists that hold bindings: by their parts, since no value is there to be checked yet. */
function checkParts(binding: Binding, target: JsonSchema, path: string, lookup: Lookup): FieldError[] {
  const variants = variantsOf(target);
  if (variants) {
    const all = variants.map((variant) => checkParts(binding, variant, path, lookup));
    return all.find((faults) => faults.length === 0) ?? all[0] ?? [];
  }
  const is = Array.isArray(binding) ? 'array' : 'object';
  if (!mayFit({ type: is }, target)) return [{ path, message: `is an ${is}: ${wants(target)}` }];
  if (Array.isArray(binding)) {
    return binding.flatMap((item, index) => checkBinding(item, at(target, String(index)), `${path}.${index}`, lookup));
  }
  return isObject(binding) ? checkProperties(binding, target, path, lookup) : [];
}

function checkProperties(
  binding: Record<string, Binding>,
  target: JsonSchema,
  path: string,
  lookup: Lookup,
): FieldError[] {
  const required = Array.isArray(target.required) ? (target.required as string[]) : [];
  const missing = required.filter((name) => !Object.hasOwn(binding, name));
  return [
    ...missing.map((name) => ({ path: `${path}.${name}`, message: 'is required' })),
    ...Object.entries(binding).flatMap(([name, inner]) => {
      const place = schemaAt(target, [name]);
      if (place !== 'any' && 'problem' in place) {
        return [{ path: `${path}.${name}`, message: 'is not a field that is known here' }];
      }
      return checkBinding(inner, place === 'any' ? {} : place.schema, `${path}.${name}`, lookup);
    }),
  ];
}

function literalFaults(value: Binding, target: JsonSchema, path: string): FieldError[] {
  return faultsOf(target, value, path);
}

function at(schema: JsonSchema, segment: string): JsonSchema {
  const found = schemaAt(schema, [segment]);
  return found !== 'any' && 'schema' in found ? found.schema : {};
}

function hasBindings(binding: Binding): boolean {
  if (specialOf(binding)) return true;
  if (Array.isArray(binding)) return binding.some(hasBindings);
  return isObject(binding) && Object.values(binding).some(hasBindings);
}

function wants(target: JsonSchema): string {
  return `it must be ${[...(typesOf(target) ?? ['something else'])].join(' or ')}`;
}
