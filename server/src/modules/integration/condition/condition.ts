export const CONDITION_OPERATORS = [
  'EQ',
  'NEQ',
  'CONTAINS',
  'STARTS_WITH',
  'ENDS_WITH',
  'IS_TRUE',
  'IS_FALSE',
  'IN',
  'NOT_IN',
  'MATCHES',
  'EXISTS',
  'NOT_EXISTS',
  'CHANGED',
  'NOT_CHANGED',
  'GT',
  'GTE',
  'LT',
  'LTE',
] as const;

export type ConditionOperator = (typeof CONDITION_OPERATORS)[number];

/** One test of one field. `value` is a list for IN and NOT_IN, and left out for operators that need none. */
export interface Condition {
  field: string;
  operator: ConditionOperator;
  value?: string | string[] | null;
}

/** All of `all` and at least one of `any` must hold. */
export interface ConditionGroup {
  all?: ConditionNode[];
  any?: ConditionNode[];
}

export type ConditionNode = Condition | ConditionGroup;

/** What an integration stores: a plain list, of which all must hold, or a tree. */
export type Conditions = Condition[] | ConditionGroup;

/** Groups within groups, the outermost counted. */
export const MAX_DEPTH = 5;
export const MAX_CONDITIONS = 100;
export const MAX_LIST_VALUES = 1000;
export const MAX_VALUE_LENGTH = 4096;
export const MAX_PATTERN_LENGTH = 1024;
