import type { EventFacts } from '../../event/catalogue/index.ts';
import type { FieldReference } from './field-reference.ts';

export type Test = (event: EventFacts) => boolean;

/** What an operator compiles to: a test, or what is wrong with the condition's field or value. */
export type Compiled = { ok: true; test: Test } | { ok: false; at: 'field' | 'value'; message: string };

/** The checked value of a condition: empty for operators without one, one item unless it is a list. */
export type Values = readonly string[];

/** `value` tells what the operator takes; `compile` is called with values of that shape. */
export interface Operator {
  readonly value: 'none' | 'text' | 'non-empty text' | 'list';
  readonly compile: (field: FieldReference, values: Values) => Compiled;
}

export function compiled(test: Test): Compiled {
  return { ok: true, test };
}

export function refused(at: 'field' | 'value', message: string): Compiled {
  return { ok: false, at, message };
}

/** An operator that holds exactly when the other does not; what is refused stays refused. */
export function negated(operator: Operator): Operator {
  return {
    value: operator.value,
    compile: (field, values) => {
      const result = operator.compile(field, values);
      return result.ok ? compiled((event) => !result.test(event)) : result;
    },
  };
}

/** A value as the text that it is compared by; undefined where there is none. Lists and objects are compact JSON. */
export function comparedText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
