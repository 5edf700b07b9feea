import type { EventFacts } from '../../event/catalogue/index.ts';
import type { CompiledCondition } from './compile-condition.ts';
import type { ConditionOperator } from './condition.ts';

/** How one condition turned out for one event. */
export interface ExplainedCondition {
  path: string;
  field: string;
  operator: ConditionOperator;
  /** The condition's value; null for operators without one. */
  expected: string | string[] | null;
  /** The event's value; null where it has none. */
  actual: unknown;
  matched: boolean;
}

export function explainConditions(compiled: readonly CompiledCondition[], event: EventFacts): ExplainedCondition[] {
  return compiled.map(({ path, condition, field, test }) => ({
    path,
    field: condition.field,
    operator: condition.operator,
    expected: condition.value ?? null,
    actual: field.read(event) ?? null,
    matched: test(event),
  }));
}
