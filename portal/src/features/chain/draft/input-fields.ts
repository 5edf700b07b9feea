import type { JsonSchema } from '@/components/schema-form';

type Thing = 'user' | 'group' | 'application' | 'connection' | 'task' | 'action_chain' | 'action_flow';

/** One value that a flow is started with; those of things are ids, which are picked by name. */
export interface InputField {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | Thing;
  readonly isRequired: boolean;
}

export const TYPES: readonly { value: InputField['type']; label: string }[] = [
  { value: 'string', label: 'Text' },
  { value: 'integer', label: 'Whole number' },
  { value: 'number', label: 'Number' },
  { value: 'boolean', label: 'Yes or no' },
  { value: 'user', label: 'Person' },
  { value: 'group', label: 'Group' },
  { value: 'application', label: 'Application' },
  { value: 'connection', label: 'Connection' },
  { value: 'task', label: 'Task' },
  { value: 'action_chain', label: 'Chain' },
  { value: 'action_flow', label: 'Flow' },
];

const THINGS: ReadonlySet<string> = new Set<Thing>([
  'user',
  'group',
  'application',
  'connection',
  'task',
  'action_chain',
  'action_flow',
]);

/** Open: other values may be given, too. */
export function schemaOf(fields: readonly InputField[], isOpen = false): JsonSchema {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, type }) => [name, propertyOf(type)])),
    required: fields.filter(({ isRequired }) => isRequired).map(({ name }) => name),
    additionalProperties: isOpen,
  };
}

export function isOpen(schema: unknown): boolean {
  return (schema as JsonSchema | null)?.additionalProperties !== false;
}

/** Fields for these properties, as nearly as fields can say it. */
export function fieldsLike({ properties = {} }: JsonSchema): InputField[] {
  return Object.entries(properties).map(([name, { type, 'x-refers-to': thing }]) => {
    const known = TYPES.find(({ value }) => value === (thing ?? type));
    return { name, type: known?.value ?? 'string', isRequired: false };
  });
}

/** The fields of a schema that says no more than fields can; null for any other. */
export function fieldsOf(schema: unknown): InputField[] | null {
  if (typeof schema !== 'object' || schema === null) return null;
  const { properties = {}, required = [], type, additionalProperties, ...more } = schema as JsonSchema;
  if (type !== 'object' || typeof additionalProperties === 'object' || Object.keys(more).length > 0) return null;
  const fields = Object.entries(properties).map(([name, property]) => {
    const known = TYPES.find(({ value }) => value === kindOf(property));
    return known ? { name, type: known.value, isRequired: required.includes(name) } : null;
  });
  return fields.every((field) => field !== null) ? fields : null;
}

function propertyOf(type: InputField['type']): JsonSchema {
  return THINGS.has(type) ? { type: 'string', 'x-refers-to': type } : { type };
}

/** Undefined for a property that says more. */
function kindOf({ type, 'x-refers-to': thing, ...more }: JsonSchema): string | undefined {
  if (Object.keys(more).length > 0 || typeof type !== 'string') return undefined;
  if (thing === undefined) return THINGS.has(type) ? undefined : type;
  return type === 'string' && THINGS.has(thing) ? thing : undefined;
}
