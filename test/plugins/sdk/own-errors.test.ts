import { changed, config, defineAction, definePlugin, z } from '@joinery/plugin-sdk';
import { serve } from '@joinery/plugin-sdk/guest';
import { manifestOf } from '@joinery/plugin-sdk/manifest';
import { expect, test } from 'vitest';
import { answer, hostOver, type Script } from './host-setup.ts';

const Config = z.object({ url: z.url() });

/** Says in its answers what is wrong, always at status 200. */
const plugin = definePlugin({
  id: 'says',
  name: 'Says',
  version: '1.0.0',
  description: 'Says.',
  category: 'general',
  config: Config,
  secrets: {},
  egress: { api: config('url') },
  auth: {},
  errorOf: {
    api: ({ data }) => {
      const { error, wait } = data as { error?: string; wait?: number };
      if (error === undefined) return undefined;
      if (error === 'slow down') return { kind: 'rate_limited', message: error, retryAfterSeconds: wait };
      return { kind: error === 'down' ? 'unavailable' : 'conflict', message: error };
    },
  },
  check: async () => ({ identity: 'it', missing: [] }),
  resources: [],
  actions: [
    defineAction({
      id: 'says_api_read',
      title: 'Read',
      input: z.object({}),
      output: z.object({}),
      effect: 'read',
      inverse: null,
      idempotent: true,
      permissions: [],
      run: async ({ http }) => {
        await http.get('/things');
        return changed({});
      },
    }),
    defineAction({
      id: 'says_api_write',
      title: 'Write',
      input: z.object({}),
      output: z.object({}),
      effect: 'write',
      inverse: null,
      idempotent: false,
      permissions: [],
      run: async ({ http }) => {
        await http.post('/things', { body: {} });
        return changed({});
      },
    }),
  ],
});

const manifest = manifestOf(plugin, { publisher: 'test', sha256: '0'.repeat(64) });

async function act(id: 'says_api_read' | 'says_api_write', script: Script) {
  const { create, requests } = hostOver(script);
  const host = create({ manifest, action: manifest.actions.find((action) => action.id === id) });
  const order = { operation: 'action', action: id, input: {}, config: { url: 'https://api.example.com' } };
  const said = await serve(plugin, {
    input: { ...order, run: { id: 'run', mode: 'apply' } },
    callHost: async (name, input) => {
      const given = await host.call(name, JSON.parse(JSON.stringify(input)));
      if (given.ok) return given.value;
      throw Object.assign(new Error(given.message), { code: given.code });
    },
  });
  return { said: JSON.parse(said), at: requests.map(({ atMs }) => atMs), host };
}

const says = (data: object) => answer(200, {}, JSON.stringify(data));
const onceThenFine =
  (data: object): Script =>
  (_, count) =>
    count === 1 ? says(data) : says({});

test('an answer is an error where the plugin says so, at any status', async () => {
  const { said, at } = await act('says_api_write', () => says({ error: 'taken' }));
  expect(said).toEqual({ error: { kind: 'conflict', message: 'taken', status: 200 } });
  expect(at).toHaveLength(1);
});

test('that it is asked too often is waited for, as long as it says; and it is one effect', async () => {
  const { said, at, host } = await act('says_api_write', onceThenFine({ error: 'slow down', wait: 3 }));
  expect(said).toMatchObject({ outcome: 'changed' });
  expect(at).toEqual([0, 3000]);
  expect(host.effects).toMatchObject([{ method: 'POST', status: 200 }]);
});

test('when there is no time to wait, whoever runs it is told until when', async () => {
  const { said, at, host } = await act('says_api_read', () => says({ error: 'slow down', wait: 3600 }));
  expect(said).toMatchObject({ error: { kind: 'rate_limited' } });
  expect(at).toEqual([0]);
  expect(host.putOffUntil).toEqual(new Date('2026-11-26T13:00:00Z'));
});

test('that it is down for now is asked again by a read, and by no write', async () => {
  expect((await act('says_api_read', onceThenFine({ error: 'down' }))).at).toHaveLength(2);
  const { said, at } = await act('says_api_write', onceThenFine({ error: 'down' }));
  expect(said).toMatchObject({ error: { kind: 'unavailable' } });
  expect(at).toHaveLength(1);
});

test('six times at most', async () => {
  const { said, at } = await act('says_api_read', () => says({ error: 'slow down', wait: 1 }));
  expect(said).toMatchObject({ error: { kind: 'rate_limited', message: 'slow down' } });
  expect(at).toEqual([0, 1000, 2000, 3000, 4000, 5000]);
});
