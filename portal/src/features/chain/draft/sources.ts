import { type BindingSource, type JsonSchema, withoutNull } from '@/components/schema-form';
import type { Draft } from './draft';
import type { Action } from './use-actions';

const SUBJECT = ['id', 'email', 'username', 'firstName', 'lastName', 'fullName', 'isActive', 'attributes'];
const FLOW = ['id', 'chainName', 'startedBy', 'startedAt'];
const PERSON = { refersTo: 'user' };
const DEEPEST = 3;

/** What a step can take from: the flow's input, whom it is about, and the steps before it. */
export function sourcesBefore(
  { inputSchema, steps }: Draft,
  index: number,
  actionOf: (step: Draft['steps'][number]) => Action | undefined,
): BindingSource[] {
  const before = steps.slice(0, index).flatMap((step) => {
    const action = actionOf(step);
    const at = `steps.${step.name}`;
    const group = `Step ${step.name}`;
    const output = pathsOf((action?.outputSchema ?? {}) as JsonSchema, `${at}.output`);
    return [...output, { path: `${at}.outcome` }].map((source) => ({ ...source, group }));
  });
  const own = steps.flatMap(({ name, actionType }) =>
    actionType === 'callback' ? [{ path: `steps.${name}.callbackUrl`, group: `Step ${name}` }] : [],
  );
  return [
    ...pathsOf((inputSchema ?? {}) as JsonSchema, 'input').map((source) => ({ ...source, group: 'Input' })),
    ...SUBJECT.map((name) => ({
      path: `subject.${name}`,
      group: 'Whom it is about',
      ...(name === 'id' ? PERSON : {}),
    })),
    ...before,
    ...own,
    ...FLOW.map((name) => ({ path: `flow.${name}`, group: 'The flow' })),
  ];
}

/** As `sourcesBefore` names what is in a step's output, without the step. */
export function namesIn(schema: JsonSchema): string[] {
  return pathsOf(schema, '').flatMap(({ path }) => (path === '' ? [] : [path.slice(1)]));
}

/** What stands at such a place; undefined where nobody has told. */
export function schemaAt(schema: JsonSchema, path: string): JsonSchema | undefined {
  return path.split('.').reduce<JsonSchema | undefined>((at, name) => {
    const found = at?.properties?.[name];
    return found && withoutNull(found);
  }, withoutNull(schema));
}

/** Everything in a value of this schema that has a name. */
function pathsOf(schema: JsonSchema, at: string, depth = 0): Omit<BindingSource, 'group'>[] {
  const { properties } = withoutNull(schema);
  if (!properties || depth >= DEEPEST) return depth === 0 && !properties ? [{ path: at }] : [];
  return Object.entries(properties).flatMap(([name, property]) => {
    const { 'x-refers-to': refersTo } = withoutNull(property);
    const source = { path: `${at}.${name}`, ...(refersTo === undefined ? {} : { refersTo }) };
    return [source, ...pathsOf(property, source.path, depth + 1)];
  });
}
