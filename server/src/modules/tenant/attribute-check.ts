import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { RE2JS } from 're2js';
import { type FieldError, invalidInput } from '../../errors.ts';
import { sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import { ATTRIBUTE_FORMATS, type AttributeSchema } from './attribute-schema.ts';

/** A large organisation's profile is a few kB; past this it is a file store. */
const MOST_CHARACTERS = 32_768;
const MOST_COMPILED = 200;
/** Compiled schemas by their text; the oldest goes first. */
const compiled = new Map<string, ValidateFunction>();

/** Throws INVALID_INPUT naming `attributes.…` unless a user's attributes satisfy the tenant's schema. */
export async function checkAttributes(ctx: SqlTxContext, attributes: unknown): Promise<void> {
  const check = await attributeChecker(ctx);
  check(attributes);
}

/** The same for many users: reads the schema once. */
export async function attributeChecker({ tx, tenantId }: SqlTxContext): Promise<(attributes: unknown) => void> {
  const [tenant] = await tx.query<{ attribute_schema: AttributeSchema | null }>(
    sql`SELECT attribute_schema FROM tenants WHERE id = ${tenantId}::uuid`,
  );
  const validate = tenant?.attribute_schema ? compile(tenant.attribute_schema) : undefined;
  return (attributes) => {
    const errors = [...shapeErrors(attributes), ...(validate ? schemaErrors(validate, attributes) : [])];
    if (errors.length > 0) throw invalidInput(errors);
  };
}

function shapeErrors(attributes: unknown): FieldError[] {
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) {
    return [{ path: 'attributes', message: 'must be an object' }];
  }
  if (JSON.stringify(attributes).length <= MOST_CHARACTERS) return [];
  return [{ path: 'attributes', message: `must have at most ${MOST_CHARACTERS} characters as JSON` }];
}

function compile(schema: AttributeSchema): ValidateFunction {
  const text = JSON.stringify(schema);
  const known = compiled.get(text);
  if (known) return known;
  const validate = newAjv().compile(schema);
  for (const oldest of compiled.keys()) {
    if (compiled.size < MOST_COMPILED) break;
    compiled.delete(oldest);
  }
  compiled.set(text, validate);
  return validate;
}

/** One for each schema: an instance keeps everything that it ever compiled. */
function newAjv(): Ajv2020 {
  const formats = Object.entries(ATTRIBUTE_FORMATS).map(
    ([name, schema]) => [name, (value: string) => schema.safeParse(value).success] as const,
  );
  const linear = (pattern: string) => {
    const regex = RE2JS.compile(pattern);
    return { test: (value: string) => regex.test(value) };
  };
  return new Ajv2020({
    allErrors: true,
    strict: false,
    logger: false,
    meta: false,
    validateSchema: false,
    formats: Object.fromEntries(formats),
    code: { regExp: Object.assign(linear, { code: 'linear' }) },
  });
}

function schemaErrors(validate: ValidateFunction, attributes: unknown): FieldError[] {
  return validate(attributes) ? [] : (validate.errors ?? []).map(toFieldError);
}

function toFieldError({ instancePath, keyword, params, message }: ErrorObject): FieldError {
  const steps = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const at = (...last: string[]) => ['attributes', ...steps, ...last].join('.');
  if (keyword === 'required') return { path: at(String(params.missingProperty)), message: 'is required' };
  if (keyword === 'additionalProperties') {
    return { path: at(String(params.additionalProperty)), message: 'is not an attribute that the schema knows' };
  }
  if (keyword === 'enum') return { path: at(), message: `must be one of ${JSON.stringify(params.allowedValues)}` };
  return { path: at(), message: message ?? 'is not allowed' };
}
