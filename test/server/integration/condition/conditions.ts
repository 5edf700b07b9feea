import type { EventFacts, EventType } from '../../../../server/src/modules/event/catalogue/index.ts';
import { EVENT_TYPES } from '../../../../server/src/modules/event/catalogue/index.ts';
import {
  type CompiledConditions,
  type ConditionOperator,
  type Conditions,
  compileConditions,
} from '../../../../server/src/modules/integration/condition/index.ts';

export function compiled(conditions: Conditions, types: readonly EventType[] = EVENT_TYPES): CompiledConditions {
  const result = compileConditions(conditions, types);
  if (!result.ok) throw new Error(result.errors.map(({ path, message }) => `${path}: ${message}`).join('; '));
  return result;
}

export function holds(
  event: EventFacts,
  field: string,
  operator: ConditionOperator,
  value?: string | string[],
): boolean {
  return compiled([{ field, operator, value }], [event.type]).matches(event);
}

/** What is wrong, as `path: message`; input of any shape, as a client might send it. */
export function errorsOf(conditions: unknown, types: readonly EventType[] = ['user.created']): string[] {
  const result = compileConditions(conditions as Conditions, types);
  return result.ok ? [] : result.errors.map(({ path, message }) => `${path}: ${message}`);
}
