import { describe, expect, it } from 'vitest';
import { faultsOf } from '../../../server/src/plugins/json-schema.ts';

describe('a schema with several patterns', () => {
  it('holds each value against its own', () => {
    const properties = { id: { type: 'string', pattern: '^[0-9]+$' }, name: { type: 'string', pattern: '^[a-z]+$' } };
    const schema = { type: 'object', properties };
    expect(faultsOf(schema, { id: '1', name: 'a' }, 'input')).toEqual([]);
    expect(faultsOf(schema, { id: 'a', name: '1' }, 'input').map(({ path }) => path)).toEqual([
      'input.id',
      'input.name',
    ]);
  });
});

describe('a schema that is made to compute for ever', () => {
  const twice = (level: number) => ({ allOf: [{ $ref: `#/$defs/d${level}` }, { $ref: `#/$defs/d${level}` }] });
  const doubling = {
    type: 'object',
    ...twice(0),
    $defs: Object.fromEntries(
      Array.from({ length: 40 }, (_, level) => [`d${level}`, level < 39 ? twice(level + 1) : {}]),
    ),
  };

  it('is given up, and says so', () => {
    expect(faultsOf(doubling, {}, 'input')).toEqual([
      { path: 'input', message: expect.stringContaining('too long to be checked') },
    ]);
  });

  it('is given up for a value that makes it so', () => {
    const items = { type: 'array', uniqueItems: true };
    const schema = { type: 'object', properties: { items } };
    const many = Array.from({ length: 200_000 }, (_, index) => index);
    expect(faultsOf(schema, { items: many }, 'input')).toEqual([
      { path: 'input', message: expect.stringContaining('too long') },
    ]);
  });
});
