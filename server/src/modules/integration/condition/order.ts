import type { FieldType } from '../../event/catalogue/index.ts';
import { comparedText, compiled, type Operator, refused } from './operator.ts';

const NUMBER = /^[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const TIME = /^\d{4}-\d{2}-\d{2}(?:[Tt]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2}))?$/;

type Quantity = { kind: 'number' | 'time'; amount: number };

/** Which kinds of quantity a field can hold; a JSON attribute may hold either. */
const KINDS: Readonly<Record<FieldType, readonly Quantity['kind'][]>> = {
  integer: ['number'],
  datetime: ['time'],
  json: ['number', 'time'],
  string: [],
  boolean: [],
};

/**
 * Compares numbers with numbers and times with times. A time is RFC 3339 or a date, which begins at
 * 00:00 UTC. A missing field, or one of the other kind, satisfies no comparison.
 */
function orderOperator(holds: (actual: number, limit: number) => boolean): Operator {
  return {
    value: 'non-empty text',
    compile: (field, [value = '']) => {
      const kinds = KINDS[field.type];
      if (kinds.length === 0) return refused('field', 'Only numbers and times can be compared by size');
      const limit = quantity(value);
      if (!limit || !kinds.includes(limit.kind)) {
        return refused('value', `This must be a ${kinds.map((kind) => EXPECTED[kind]).join(' or a ')}`);
      }
      return compiled((event) => {
        const actual = quantity(comparedText(field.read(event)) ?? '');
        return actual?.kind === limit.kind && holds(actual.amount, limit.amount);
      });
    },
  };
}

const EXPECTED = { number: 'number', time: 'time such as 2026-03-01T09:00:00Z' } as const;

export const GT = orderOperator((actual, limit) => actual > limit);
export const GTE = orderOperator((actual, limit) => actual >= limit);
export const LT = orderOperator((actual, limit) => actual < limit);
export const LTE = orderOperator((actual, limit) => actual <= limit);

function quantity(text: string): Quantity | undefined {
  const kind = NUMBER.test(text) ? 'number' : TIME.test(text) ? 'time' : undefined;
  if (!kind) return undefined;
  const amount = kind === 'number' ? Number(text) : Date.parse(text);
  return Number.isFinite(amount) ? { kind, amount } : undefined;
}
