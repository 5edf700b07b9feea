import type { FieldError } from '../../../errors.ts';
import { faultsOf } from '../../../plugins/json-schema.ts';
import type { JsonSchema } from '../action-type/step-action.ts';
import { type Binding, isObject, specialOf } from '../binding/index.ts';
import { checkBinding, type Lookup } from './check-binding.ts';
import { schemaAt } from './schema-at.ts';

/** Of a chain's fields as many are named as help whoever reads it. */
const MOST_NAMED = 20;

/**
 * What is wrong with what a step hands on to another chain. A field that the chain does not know is, whatever its schema
 * allows beside those that it names: no step of it could read it.
 */
export function checkChainInput(input: Binding, schema: JsonSchema, path: string, lookup: Lookup): FieldError[] {
  const faults = checkBinding(input, schema, path, lookup);
  const known = new Set(faults.map((fault) => fault.path));
  const unknown = unknownFields(input, schema, path).filter((fault) => !known.has(fault.path));
  return [...faults, ...unknown].map((fault) => withFieldsOf(schema, fault));
}

/** The same once the values are there. */
export function faultsOfChainInput(input: unknown, schema: JsonSchema, path: string): FieldError[] {
  return faultsOf(schema, input, path).map((fault) => withFieldsOf(schema, fault));
}

function unknownFields(input: Binding, schema: JsonSchema, path: string): FieldError[] {
  if (!isObject(input) || specialOf(input)) return [];
  return Object.keys(input).flatMap((name) => {
    const at = schemaAt(schema, [name]);
    return at !== 'any' && 'problem' in at
      ? [{ path: `${path}.${name}`, message: 'is not a field that is known here' }]
      : [];
  });
}

function withFieldsOf({ properties, required }: JsonSchema, { path, message }: FieldError): FieldError {
  const names = isObject(properties) ? Object.keys(properties) : [];
  const needed = new Set(Array.isArray(required) ? required : []);
  const named = names.slice(0, MOST_NAMED).map((name) => (needed.has(name) ? `${name} (required)` : name));
  const fields = names.length > MOST_NAMED ? [...named, '…'] : named;
  return { path, message: `${message}; the chain that it runs takes ${fields.join(', ') || 'no fields'}` };
}
