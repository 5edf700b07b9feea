import { z } from 'zod';
import type { Scope } from '../../../access.ts';
import { APPROVALS } from './core/approvals.ts';
import type { CoreAction } from './core/core-action.ts';
import { DIRECTORY_APPLICATIONS } from './core/directory-applications.ts';
import { DIRECTORY_GROUPS } from './core/directory-groups.ts';
import { DIRECTORY_USERS } from './core/directory-users.ts';
import { MAIL } from './core/mail.ts';
import { WAITS } from './core/waits.ts';
import { WORK } from './core/work.ts';
import type { JsonSchema, StepAction } from './step-action.ts';

const CORE = {
  ...WAITS,
  ...APPROVALS,
  ...MAIL,
  ...WORK,
  ...DIRECTORY_USERS,
  ...DIRECTORY_GROUPS,
  ...DIRECTORY_APPLICATIONS,
};

export type CoreActionId = keyof typeof CORE;
/** What whoever performs it is given. */
export type CoreInput<Id extends CoreActionId> = z.output<(typeof CORE)[Id]['input']>;

/** Checks an input, and puts in what it leaves out. */
export function parseCoreInput<Id extends CoreActionId>(id: Id, input: unknown): CoreInput<Id> {
  return CORE[id].input.parse(input) as CoreInput<Id>;
}

const ACTIONS = new Map(
  Object.entries(CORE as Record<string, CoreAction>).map(([id, action]): [string, StepAction] => {
    const { title, description, input, output = z.object({}), effect = 'read', inverse = null } = action;
    const schemas = { input: schemaOf(input), output: schemaOf(output) };
    // Each finds what it has made by the step's own id: to do it twice is to do it once.
    return [id, { id, title, description, effect, idempotent: true, inverse, plugin: null, ...schemas }];
  }),
);

/** What Joinery does itself: undefined for what it does not know. */
export function coreAction(name: string): StepAction | undefined {
  return ACTIONS.get(name);
}

export function scopeOfCore(name: string): Scope | undefined {
  return (CORE as Record<string, CoreAction>)[name]?.scope;
}

export const CORE_ACTIONS: readonly StepAction[] = [...ACTIONS.values()];

function schemaOf(shape: z.ZodType): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: 'input' });
  return schema;
}
