import { type JsonSchema, typeOf, withoutNull } from '@/components/schema-form';
import type { Action, Place } from './use-actions';

interface Step {
  readonly connectionId?: string | null;
  readonly actionType: string;
  readonly input: unknown;
  readonly when?: { readonly value?: unknown; readonly to?: unknown } | null;
}

export interface AskedInput {
  /** What the steps take from the input, by name; each as the action that takes it says. */
  readonly schema: JsonSchema;
  /** Whether a step takes the input as a whole, too. */
  readonly isWholeTaken: boolean;
}

const TEXT: JsonSchema = { type: 'string' };
const ANY: JsonSchema = {};

/** What a chain that declares no input needs, read from its steps. */
export function askedInput(steps: readonly Step[], actionOf: (place: Place) => Action | undefined): AskedInput {
  const taken = steps.flatMap((step) => {
    const action = actionOf({ connectionId: step.connectionId ?? null, actionType: step.actionType });
    const schema = (action?.inputSchema ?? ANY) as JsonSchema;
    const { value, to } = step.when ?? {};
    return [
      ...takenBy(step.input, schema),
      ...takenBy(value, typeof to === 'string' ? TEXT : ANY),
      ...takenBy(to, ANY),
    ];
  });
  const named = taken.filter(({ path }) => path.length > 0);
  return {
    schema: named.reduce((schema, { path, schema: leaf }) => withLeaf(schema, path, leaf), ANY),
    isWholeTaken: named.length < taken.length,
  };
}

interface Taken {
  /** Below the input; empty where it is taken as a whole. */
  readonly path: readonly string[];
  readonly schema: JsonSchema;
}

function takenBy(binding: unknown, given: JsonSchema): Taken[] {
  const schema = withoutNull(given);
  if (Array.isArray(binding)) return binding.flatMap((item) => takenBy(item, schema.items ?? ANY));
  if (typeof binding !== 'object' || binding === null) return [];
  const { $from, $text, $default } = binding as Record<string, unknown>;
  if (typeof $from === 'string') return [...inInput($from, schema), ...takenBy($default, schema)];
  if (typeof $text === 'string') {
    return [...$text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)].flatMap(([, path = '']) => inInput(path, TEXT));
  }
  return Object.entries(binding).flatMap(([name, inner]) => takenBy(inner, schema.properties?.[name] ?? ANY));
}

function inInput(reference: string, schema: JsonSchema): Taken[] {
  const [root, ...path] = reference.split('.');
  return root === 'input' ? [{ path, schema }] : [];
}

/** The schema with one more value in it. Of one that is taken twice, the first that says something of it counts. */
function withLeaf(schema: JsonSchema, [name, ...rest]: readonly string[], leaf: JsonSchema): JsonSchema {
  if (name === undefined) return typeOf(schema) === undefined ? leaf : schema;
  const { properties = {} } = schema;
  const inner = withLeaf(properties[name] ?? ANY, rest, leaf);
  return { type: 'object', properties: { ...properties, [name]: inner } };
}
