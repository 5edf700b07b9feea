import { isDeepStrictEqual } from 'node:util';
import { type BindingScope, bind, type StepCondition } from '../../chain/index.ts';

/** Whether a step runs; `unknown` in a plan, where it depends on what is not done yet. */
export function decideCondition(condition: StepCondition | null, scope: BindingScope): boolean | 'unknown' {
  if (!condition) return true;
  const value = bind(condition.value, scope);
  const to = bind(condition.to, scope);
  if (value.hasUnknown || to.hasUnknown) return 'unknown';
  const isThere = value.value !== undefined && value.value !== null;
  const isIn = Array.isArray(to.value) && to.value.some((one) => isDeepStrictEqual(one, value.value));
  switch (condition.operator) {
    case 'EQ':
      return isDeepStrictEqual(value.value ?? null, to.value ?? null);
    case 'NEQ':
      return !isDeepStrictEqual(value.value ?? null, to.value ?? null);
    case 'IN':
      return isIn;
    case 'NOT_IN':
      return !isIn;
    case 'EXISTS':
      return isThere;
    case 'NOT_EXISTS':
      return !isThere;
  }
}
