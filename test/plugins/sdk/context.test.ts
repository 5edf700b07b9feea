import { generateKeyPairSync } from 'node:crypto';
import { changed, config, defineAction, definePlugin, secret, z } from '@joinery/plugin-sdk';
import { runPlugin, startTwinServer } from '@joinery/plugin-sdk/testing';
import type { Context, Paging } from '@joinery/plugin-sdk/types';
import { jwtVerify } from 'jose';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';

const NAMES = ['ada', 'bob', 'eve', 'joe', 'kim'];
const SIZE = 2;

/** Lists the same five names in each of the ways that providers have. */
const provider = await startTwinServer(({ path, query }) => {
  const from = path === '/page' ? (Number(query.get('page')) - 1) * SIZE : Number(query.get('from') ?? 0);
  const items = NAMES.slice(from, from + SIZE);
  const next = from + SIZE < NAMES.length ? String(from + SIZE) : null;
  const link = `<${provider.url}/link?from=${next}>; rel="next"`;
  const headers: Record<string, string> = path === '/link' && next ? { link } : {};
  return { status: 200, body: { items, meta: { next } }, headers };
});
afterAll(() => provider.stop());
beforeEach(() => provider.forget());

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { privateKey: rsaKey, publicKey: rsaPublic } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: typeof privateKey) => key.export({ type: 'pkcs8', format: 'pem' }).toString();
const secrets = { signing: pem(rsaKey), other: pem(privateKey) };

/** What comes of an action that does this. */
function act(run: (ctx: Context) => Promise<unknown>) {
  const plugin = definePlugin({
    id: 'acts',
    name: 'Acts',
    version: '1.0.0',
    description: 'Acts.',
    category: 'general',
    config: z.object({ url: z.url() }),
    secrets: {
      signing: { title: 'Key', description: 'To sign with.' },
      other: { title: 'Key', description: 'For something else.' },
    },
    egress: { api: config('url') },
    auth: {},
    check: async () => ({ identity: 'it', missing: [] }),
    resources: [],
    actions: [
      defineAction({
        id: 'acts_api_act',
        title: 'Act',
        input: z.object({}),
        output: z.object({ value: z.unknown() }),
        effect: 'read',
        inverse: null,
        idempotent: true,
        permissions: [],
        run: async (ctx) => changed({ value: await run(ctx) }),
      }),
    ],
  });
  const order = { operation: 'action' as const, action: 'acts_api_act', input: {} };
  return runPlugin(plugin as never, { config: { url: provider.url }, secrets }, order);
}

describe('a list', () => {
  test.each<[string, Paging]>([
    ['link', { by: 'link' }],
    ['page', { by: 'page', size: SIZE }],
    ['offset', { by: 'offset', param: 'from', size: SIZE }],
    ['cursor', { by: 'cursor', param: 'from', at: 'meta.next' }],
  ])('is walked to its end by %s', async (by, paging) => {
    const run = await act(async ({ http }) => {
      const schema = z.object({ items: z.array(z.string()), meta: z.object({ next: z.string().nullable() }) });
      const names: string[] = [];
      for await (const name of http.pages(`/${by}`, { schema, items: ({ items }) => items, paging })) names.push(name);
      return names;
    });
    expect(run).toMatchObject({ outcome: 'changed', output: { value: NAMES } });
    expect(provider.requests()).toHaveLength(3);
  });

  test('whose schema drops what it goes on by fails, and says what to do', async () => {
    const run = await act(async ({ http }) => {
      const schema = z.object({ items: z.array(z.string()), meta: z.object({}) });
      const paging = { by: 'cursor', param: 'from', at: 'meta.next' } as const;
      return (await http.page('/cursor', { schema, items: ({ items }) => items, paging, cursor: null })).items;
    });
    expect(run).toMatchObject({
      error: {
        kind: 'internal',
        message: expect.stringContaining(
          'GET /cursor drops meta.next, by which the list goes on: name it in the schema',
        ),
      },
    });
  });

  test('that does not end is an error of somebody', async () => {
    const run = await act(async ({ http }) => {
      const schema = z.object({ items: z.array(z.string()) });
      const paging = { by: 'link' } as const;
      for await (const _ of http.pages('/link', { schema, items: ({ items }) => items, paging, maxPages: 2 }));
    });
    expect(run).toMatchObject({ error: { kind: 'unexpected_answer' } });
  });
});

describe('a JWT', () => {
  test('is signed with the key that is named, and the plugin gets no more than the token', async () => {
    const run = await act(({ signJwt }) =>
      signJwt({ key: secret('signing'), algorithm: 'RS256', claims: { sub: 'me' }, header: { kid: 'k1' } }),
    );
    const token = 'output' in run ? String((run.output as { value: unknown }).value) : '';
    const { payload, protectedHeader } = await jwtVerify(token, rsaPublic);
    expect(payload).toEqual({ sub: 'me' });
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'k1' });
    await expect(jwtVerify(token, publicKey)).rejects.toThrow();
    expect(JSON.stringify(run)).not.toContain(secrets.signing.split('\n')[1]);
  });

  test('is not signed with a secret that the plugin does not declare', async () => {
    const run = await act(({ signJwt }) => signJwt({ key: secret('mine'), algorithm: 'RS256', claims: {} }));
    expect(run).toMatchObject({ error: { kind: 'denied' } });
  });
});

describe('sleepUntil', () => {
  test('ends the attempt with the time at which it goes on, and nothing behind it happens', async () => {
    const until = new Date('2027-01-01T00:00:00Z');
    const run = await act(async ({ sleepUntil, http }) => {
      sleepUntil(until);
      await http.get('/page');
    });
    expect(run).toMatchObject({ sleepUntil: until.toISOString() });
    expect(provider.requests()).toEqual([]);
  });
});
