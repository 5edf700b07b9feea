import type { ConditionOperator, EventFieldType } from '../../../../generated/graphql';

/** Each operator in the words that follow a field's name. */
const WORDS: Readonly<Record<ConditionOperator, string>> = {
  EQ: 'is',
  NEQ: 'is not',
  CONTAINS: 'contains',
  STARTS_WITH: 'starts with',
  ENDS_WITH: 'ends with',
  IN: 'is one of',
  NOT_IN: 'is none of',
  MATCHES: 'matches the pattern',
  GT: 'is more than',
  GTE: 'is at least',
  LT: 'is less than',
  LTE: 'is at most',
  IS_TRUE: 'is true',
  IS_FALSE: 'is false',
  EXISTS: 'is there',
  NOT_EXISTS: 'is not there',
  CHANGED: 'has changed',
  NOT_CHANGED: 'has not changed',
};

const ALWAYS: readonly ConditionOperator[] = ['EXISTS', 'NOT_EXISTS', 'CHANGED', 'NOT_CHANGED'];
const EQUALITY: readonly ConditionOperator[] = ['EQ', 'NEQ', 'IN', 'NOT_IN'];
const ORDER: readonly ConditionOperator[] = ['GT', 'GTE', 'LT', 'LTE'];
const TEXT: readonly ConditionOperator[] = ['CONTAINS', 'STARTS_WITH', 'ENDS_WITH', 'MATCHES'];
const TRUTH: readonly ConditionOperator[] = ['IS_TRUE', 'IS_FALSE'];

const OF_TYPE: Readonly<Record<EventFieldType, readonly ConditionOperator[]>> = {
  STRING: [...EQUALITY, ...TEXT, ...ALWAYS],
  INTEGER: [...EQUALITY, ...ORDER, ...ALWAYS],
  DATETIME: [...EQUALITY, ...ORDER, ...ALWAYS],
  BOOLEAN: [...TRUTH, ...ALWAYS],
  JSON: [...EQUALITY, ...TEXT, ...ORDER, ...TRUTH, ...ALWAYS],
};

/** What can be asked of a field of this type; of an unknown one, everything. The one in use is always there. */
export function operatorOptions(type: EventFieldType | undefined, current: ConditionOperator) {
  const fitting = OF_TYPE[type ?? 'JSON'];
  const all = fitting.includes(current) ? fitting : [current, ...fitting];
  return all.map((value) => ({ value, label: WORDS[value] }));
}

export function operatorInWords(operator: ConditionOperator): string {
  return WORDS[operator];
}

export function takesValue(operator: ConditionOperator): boolean {
  return !ALWAYS.includes(operator) && !TRUTH.includes(operator);
}

export function isList(operator: ConditionOperator): boolean {
  return operator === 'IN' || operator === 'NOT_IN';
}

/** Whether an operator compares with whole values, as an id is one. */
export function isIdTest(operator: ConditionOperator): boolean {
  return EQUALITY.includes(operator);
}
