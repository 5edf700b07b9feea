import { type BindingSource, type JsonSchema, withoutNull } from '@/components/schema-form';
import type { Draft } from './draft';
import type { Action } from './use-actions';

const SUBJECT = ['id', 'email', 'username', 'firstName', 'lastName', 'fullName', 'isActive', 'attributes'];
const FLOW = ['id', 'chainName', 'startedBy', 'startedAt'];
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
    const output = action ? pathsOf(action.outputSchema as JsonSchema, `${at}.output`) : [`${at}.output`];
    return [...output, `${at}.outcome`].map((path) => ({ path, group }));
  });
  const own = steps.flatMap(({ name, actionType }) =>
    actionType === 'callback' ? [{ path: `steps.${name}.callbackUrl`, group: `Step ${name}` }] : [],
  );
  return [
    ...pathsOf((inputSchema ?? {}) as JsonSchema, 'input').map((path) => ({ path, group: 'Input' })),
    ...SUBJECT.map((name) => ({ path: `subject.${name}`, group: 'Whom it is about' })),
    ...before,
    ...own,
    ...FLOW.map((name) => ({ path: `flow.${name}`, group: 'The flow' })),
  ];
}

/** Everything in a value of this schema that has a name. */
function pathsOf(schema: JsonSchema, at: string, depth = 0): string[] {
  const { properties } = withoutNull(schema);
  if (!properties || depth >= DEEPEST) return depth === 0 && !properties ? [at] : [];
  return Object.entries(properties).flatMap(([name, property]) => [
    `${at}.${name}`,
    ...pathsOf(property, `${at}.${name}`, depth + 1),
  ]);
}
