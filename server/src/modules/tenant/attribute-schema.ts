import { RE2JS } from 're2js';
import { z } from 'zod';

/**
 * The part of JSON Schema (2020-12) that a tenant may write. A tenant's schema is compiled to code, so it is a trust
 * boundary:
 *  1. only the keywords below; no references, so nothing is fetched and nothing recurses,
 *  2. patterns are RE2's, which never backtrack, and are bounded in length and program,
 *  3. the text is at most 16 kB, and at most 8 schemas deep.
 */
const MOST_CHARACTERS = 16_384;
/** A schema in `properties` is two levels of JSON below the schema that has it. */
const DEEPEST = 2 * 8;
const LONGEST_PATTERN = 200;
const LARGEST_PROGRAM = 2000;

export const ATTRIBUTE_FORMATS = {
  email: z.email(),
  date: z.iso.date(),
  'date-time': z.iso.datetime({ offset: true }),
  uri: z.url(),
  uuid: z.uuid(),
} as const;

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'] as const;
const formats = Object.keys(ATTRIBUTE_FORMATS) as (keyof typeof ATTRIBUTE_FORMATS)[];
const count = z.int().min(0).max(100_000);
const text = z.string().max(2000);

const Node = z.strictObject({
  $schema: z.literal('https://json-schema.org/draft/2020-12/schema').optional(),
  title: text.optional(),
  description: text.optional(),
  default: z.json().optional(),
  examples: z.array(z.json()).optional(),
  type: z
    .union([z.enum(TYPES), z.array(z.enum(TYPES)).min(1)], `must be one or more of ${TYPES.join(', ')}`)
    .optional(),
  enum: z.array(z.json()).min(1).optional(),
  const: z.json().optional(),
  minLength: count.optional(),
  maxLength: count.optional(),
  pattern: z.string().max(LONGEST_PATTERN).refine(isAffordable, 'is not a pattern of RE2, or too expensive').optional(),
  format: z.enum(formats, `must be one of ${formats.join(', ')}`).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
  multipleOf: z.number().positive().optional(),
  minItems: count.optional(),
  maxItems: count.optional(),
  uniqueItems: z.boolean().optional(),
  minProperties: count.optional(),
  maxProperties: count.optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string().max(200), Node).optional();
  },
  get additionalProperties() {
    return z.union([z.boolean(), Node]).optional();
  },
  get items() {
    return Node.optional();
  },
  get anyOf() {
    return z.array(Node).min(1).optional();
  },
  get oneOf() {
    return z.array(Node).min(1).optional();
  },
  get allOf() {
    return z.array(Node).min(1).optional();
  },
  get not() {
    return Node.optional();
  },
});

export const AttributeSchema = z
  .unknown()
  .refine((schema) => !isDeeper(schema, DEEPEST), { message: 'is nested too deep', abort: true })
  .refine((schema) => JSON.stringify(schema ?? null).length <= MOST_CHARACTERS, {
    message: `must have at most ${MOST_CHARACTERS} characters`,
    abort: true,
  })
  .pipe(Node.refine((schema) => schema.type === 'object', { path: ['type'], message: 'must be "object"' }));
export type AttributeSchema = z.infer<typeof AttributeSchema>;

function isAffordable(pattern: string): boolean {
  try {
    return RE2JS.compile(pattern).programSize() <= LARGEST_PROGRAM;
  } catch {
    return false;
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((child) => isDeeper(child, levels - 1));
}
