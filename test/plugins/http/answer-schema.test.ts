import { runPlugin } from '@joinery/plugin-sdk/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import plugin from '../../../plugins/http/src/index.ts';
import { startHttpTwin } from '../../twins/http.ts';

const twin = await startHttpTwin();
afterAll(twin.stop);
beforeEach(() => twin.reset());

async function read(document: unknown, answer: Record<string, unknown>) {
  twin.items.set('it', document);
  const input = { path: '/items/it', answer };
  return runPlugin(plugin as never, twin, { operation: 'action', action: 'http_api_read', input });
}

const PERSON = {
  type: 'object',
  properties: { name: { type: 'string' }, roles: { type: 'array', items: { enum: ['admin', 'user'] } } },
  required: ['name'],
};

describe('an answer', () => {
  test.each<[unknown, Record<string, unknown>]>([
    [{ name: 'Ada', roles: ['admin'], more: 1 }, PERSON],
    [{ name: 'Ada' }, PERSON],
    [7, { type: ['integer', 'null'] }],
    [null, { type: ['integer', 'null'] }],
    ['on', { const: 'on' }],
    [[], { items: { type: 'string' } }],
  ])('%j fits %j', async (document, schema) => {
    expect(await read(document, schema)).toMatchObject({ outcome: 'noop', output: { status: 200 } });
  });

  test.each<[unknown, Record<string, unknown>, string]>([
    [{ roles: [] }, PERSON, 'body has no name'],
    [{ name: 7 }, PERSON, 'body.name is no string'],
    [{ name: 'Ada', roles: ['admin', 'root'] }, PERSON, 'body.roles.1 is none of ["admin","user"]'],
    [[], PERSON, 'body is no object'],
    [1.5, { type: 'integer' }, 'body is no integer'],
    ['off', { const: 'on' }, 'body is none of ["on"]'],
  ])('%j does not fit %j', async (document, schema, message) => {
    const run = await read(document, schema);
    expect(run).toMatchObject({ error: { kind: 'unexpected_answer', message: expect.stringContaining(message) } });
  });

  test.each<Record<string, unknown>>([{ minLength: 3 }, { type: 'text' }, { properties: { a: 7 } }])(
    'is not held against %j, which is refused',
    async (schema) => {
      expect(await read({ a: 1 }, schema)).toMatchObject({ error: { kind: 'invalid' } });
    },
  );
});
