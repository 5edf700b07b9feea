import type { FieldError } from '../../../errors.ts';
import type { EventType } from '../../event/catalogue/index.ts';
import { CONDITION_OPERATORS, type Condition, MAX_LIST_VALUES, MAX_VALUE_LENGTH } from './condition.ts';
import { type FieldReference, findField, nearestField } from './field-reference.ts';
import type { Operator, Test, Values } from './operator.ts';
import { OPERATORS } from './operators.ts';

export interface CompiledCondition {
  readonly path: string;
  readonly condition: Condition;
  readonly field: FieldReference;
  readonly test: Test;
}

type Result<T> = { ok: true; value: T } | { ok: false; message: string };

/** Compiles one condition, or adds to `errors` what is wrong with its field, operator or value. */
export function compileCondition(
  condition: Condition,
  path: string,
  eventTypes: readonly EventType[],
  errors: FieldError[],
): CompiledCondition | undefined {
  const field = typeof condition.field === 'string' ? findField(condition.field, eventTypes) : undefined;
  if (!field) errors.push({ path: `${path}.field`, message: unknownField(condition.field, eventTypes) });
  const operator = findOperator(condition.operator);
  if (!operator) {
    errors.push({ path: `${path}.operator`, message: `This must be one of ${CONDITION_OPERATORS.join(', ')}` });
    return undefined;
  }
  const values = readValues(operator, condition.value);
  if (!values.ok) errors.push({ path: `${path}.value`, message: values.message });
  if (!field || !values.ok) return undefined;
  const result = operator.compile(field, values.value);
  if (result.ok) return { path, condition, field, test: result.test };
  errors.push({ path: `${path}.${result.at}`, message: result.message });
  return undefined;
}

function findOperator(name: unknown): Operator | undefined {
  const known = CONDITION_OPERATORS.find((operator) => operator === name);
  return known && OPERATORS[known];
}

function unknownField(field: unknown, eventTypes: readonly EventType[]): string {
  if (typeof field !== 'string') return 'This must be the name of a field';
  const nearest = nearestField(field, eventTypes);
  return `None of the event types has this field${nearest ? `: did you mean ${nearest}?` : ''}`;
}

/** What the operator takes, checked. A single text stands for a list of one. */
function readValues(operator: Operator, value: unknown): Result<Values> {
  if (operator.value === 'none') {
    const isAbsent = value === undefined || value === null || value === '';
    return isAbsent ? { ok: true, value: [] } : { ok: false, message: 'This operator takes no value' };
  }
  const values: unknown[] = operator.value === 'list' && Array.isArray(value) ? value : [value];
  if (values.length === 0) return { ok: false, message: 'At least one value is needed' };
  if (values.length > MAX_LIST_VALUES) return { ok: false, message: `At most ${MAX_LIST_VALUES} values are possible` };
  if (!values.every((item) => typeof item === 'string')) {
    return { ok: false, message: operator.value === 'list' ? 'Each value must be text' : 'This must be text' };
  }
  if (values.some((item) => item.length > MAX_VALUE_LENGTH)) {
    return { ok: false, message: `A value has at most ${MAX_VALUE_LENGTH} characters` };
  }
  if (operator.value === 'non-empty text' && values[0] === '') return { ok: false, message: 'This must not be empty' };
  return { ok: true, value: values };
}
