import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { LRUCache } from 'lru-cache';
import { RE2JS } from 're2js';
import type { FieldError } from '../errors.ts';
import { boundedWork } from './bounded-work.ts';

type Schema = Readonly<Record<string, unknown>>;

/**
 * Checks what is given to plugins by the JSON Schemas (2020-12) of their manifests, which may be anybody's. Patterns run
 * in linear time; one that RE2 does not know is left to the plugin's own check in the sandbox, which is the last word.
 * References lead within the schema only: nothing is fetched. They can be made to double the work with each step, and lists
 * to be compared item by item: so the work has a bound in time.
 */
const LONGEST_PATTERN = 2000;
const LONGEST_SCHEMA = 32 * 1024;
const MOST_FAULTS = 100;
const TOO_LONG = 'too long to be checked';
const compiled = new LRUCache<string, ValidateFunction>({ max: 500 });

/** What is wrong with `value`, each place under `path`; nothing when it fits. */
export function faultsOf(schema: Schema, value: unknown, path: string): FieldError[] {
  const done = boundedWork(() => {
    const validate = compile(schema);
    return validate(value) ? [] : (validate.errors ?? []).slice(0, MOST_FAULTS);
  });
  return (
    done?.value.map((error) => toFieldError(error, path)) ?? [{ path, message: `takes ${TOO_LONG} by its schema` }]
  );
}

/** Why a schema cannot be used; null when it can. */
export function faultOfSchema(schema: Schema): string | null {
  try {
    if (schema.type !== 'object') return 'must describe an object';
    if (JSON.stringify(schema).length > LONGEST_SCHEMA) return `must have at most ${LONGEST_SCHEMA} characters`;
    return boundedWork(() => compile(schema)) ? null : `takes ${TOO_LONG}`;
  } catch (error) {
    return `is no JSON Schema that can be used: ${(error as Error).message}`;
  }
}

function compile(schema: Schema): ValidateFunction {
  const text = JSON.stringify(schema);
  const known = compiled.get(text);
  if (known) return known;
  const validate = newAjv().compile(schema);
  compiled.set(text, validate);
  return validate;
}

/** One for each schema: an instance keeps everything that it ever compiled. */
function newAjv(): Ajv2020 {
  return new Ajv2020({
    allErrors: true,
    strict: false,
    logger: false,
    meta: false,
    validateSchema: false,
    validateFormats: false,
    code: { regExp: Object.assign(linear, { code: 'linear' }) },
  });
}

/** `toString` is what Ajv tells patterns of one schema apart by. */
function linear(pattern: string): { test(value: string): boolean; toString(): string } {
  const told = { toString: () => pattern };
  if (pattern.length > LONGEST_PATTERN) return { ...told, test: () => true };
  try {
    const regex = RE2JS.compile(pattern);
    return { ...told, test: (value) => regex.test(value) };
  } catch {
    return { ...told, test: () => true };
  }
}

function toFieldError({ instancePath, keyword, params, message }: ErrorObject, path: string): FieldError {
  const steps = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const at = (...last: string[]) => [path, ...steps, ...last].join('.');
  if (keyword === 'required') return { path: at(String(params.missingProperty)), message: 'is required' };
  if (keyword === 'additionalProperties') {
    return { path: at(String(params.additionalProperty)), message: 'is not a field that is known here' };
  }
  if (keyword === 'enum') return { path: at(), message: `must be one of ${JSON.stringify(params.allowedValues)}` };
  return { path: at(), message: message ?? 'is not allowed' };
}
