import { compiled, negated, type Operator, refused } from './operator.ts';

const TRUE_WORDS: ReadonlySet<unknown> = new Set(['true', '1', 'yes']);

/** `true`, "true", "1", "yes" and any number but zero are true; all else, a missing field too, is false. */
export const IS_TRUE: Operator = {
  value: 'none',
  compile: (field) => compiled((event) => isTruthy(field.read(event))),
};
export const IS_FALSE = negated(IS_TRUE);

/** Present and not null; an empty string is there. */
export const EXISTS: Operator = {
  value: 'none',
  compile: (field) => compiled((event) => (field.read(event) ?? undefined) !== undefined),
};
export const NOT_EXISTS = negated(EXISTS);

/** The event kept an old value and it differs. What was created or deleted as a whole has not changed. */
export const CHANGED: Operator = {
  value: 'none',
  compile: ({ hasChanged }) =>
    hasChanged ? compiled(hasChanged) : refused('field', 'Only fields of the payload itself have old values'),
};
export const NOT_CHANGED = negated(CHANGED);

function isTruthy(value: unknown): boolean {
  if (typeof value === 'number') return value !== 0 && !Number.isNaN(value);
  return value === true || TRUE_WORDS.has(value);
}
