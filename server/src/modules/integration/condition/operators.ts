import type { ConditionOperator } from './condition.ts';
import { EQ, IN, NEQ, NOT_IN } from './equality.ts';
import type { Operator } from './operator.ts';
import { GT, GTE, LT, LTE } from './order.ts';
import { CHANGED, EXISTS, IS_FALSE, IS_TRUE, NOT_CHANGED, NOT_EXISTS } from './presence.ts';
import { CONTAINS, ENDS_WITH, MATCHES, STARTS_WITH } from './text-match.ts';

export const OPERATORS: Readonly<Record<ConditionOperator, Operator>> = {
  EQ,
  NEQ,
  CONTAINS,
  STARTS_WITH,
  ENDS_WITH,
  IS_TRUE,
  IS_FALSE,
  IN,
  NOT_IN,
  MATCHES,
  EXISTS,
  NOT_EXISTS,
  CHANGED,
  NOT_CHANGED,
  GT,
  GTE,
  LT,
  LTE,
};
