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
