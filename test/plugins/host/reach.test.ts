import { runInNewContext } from 'node:vm';
import { startTwinServer } from '@joinery/plugin-sdk/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { IN_THE_SANDBOX } from '../../../plugins/sdk/src/testing/guest-globals.ts';
import { createEgress } from '../../../server/src/platform/egress/index.ts';
import {
  checkPluginConnection,
  type PluginActionRun,
  runPluginAction,
} from '../../../server/src/plugins/host/index.ts';
import { startSandbox } from '../../sandbox/setup/sandbox.ts';
import { rawCode, rawRun, TOKEN } from './raw-plugin.ts';
import { openHostServices } from './setup.ts';

const services = openHostServices();
const sandbox = await startSandbox();
const elsewhere = await startTwinServer(() => ({ status: 200, body: 'elsewhere' }));
const twin = await startTwinServer(({ path, query }) =>
  path === '/base/redirect'
    ? { status: 302, headers: { location: query.get('to') ?? '' } }
    : { status: 200, body: { path } },
);
afterAll(() => Promise.all([twin.stop(), elsewhere.stop()]));
beforeEach(() => {
  twin.forget();
  elsewhere.forget();
});

const run = (overrides: Partial<PluginActionRun>) =>
  runPluginAction(services, sandbox, rawRun(`${twin.url}/base`, overrides));
const ask = (input: PluginActionRun['input'], overrides: Partial<PluginActionRun> = {}) => run({ input, ...overrides });

/** If one of these fails, a plugin that was consented to for one host can speak to others, with that host's credentials. */
describe('a plugin reaches what its manifest declares', () => {
  test('below the base URL', async () => {
    expect(await ask({ path: '/things/a%2Fb' })).toMatchObject({ output: { status: 200 } });
    expect(twin.requests()[0]?.path).toBe('/base/things/a%2Fb');
  });

  test.each([
    '/../admin',
    '/things/../../admin',
    '/things/%2e%2e/%2E%2E/admin',
    '/things/.%2e/x',
    '//evil.example/x',
    '\\\\evil.example\\x',
    '/\\evil.example',
    '/things\r\nx: y',
    'admin',
    '',
  ])('and is refused the path %j', async (path) => {
    expect(await ask({ path })).toMatchObject({ output: { code: 'denied' } });
    expect(twin.requests()).toEqual([]);
  });

  test('and is refused whole URLs of other places', async () => {
    const { host } = new URL(twin.url);
    const urls = [elsewhere.url, `${twin.url}/admin`, `${twin.url}/based`, `http://user@${host}/base/x`, 'file:///etc'];
    for (const path of urls) expect(await ask({ path })).toMatchObject({ output: { code: 'denied' } });
    expect([...twin.requests(), ...elsewhere.requests()]).toEqual([]);
  });

  test('and takes a whole URL below its own base, as a next page has it', async () => {
    expect(await ask({ path: `${twin.url}/base/things?page=2` })).toMatchObject({ output: { status: 200 } });
    expect(twin.requests()[0]?.path).toBe('/base/things?page=2');
  });

  test('and no endpoint that is not declared', async () => {
    for (const endpoint of ['other', '__proto__', 'constructor'])
      expect(await ask({ path: '/', endpoint })).toMatchObject({ output: { code: 'denied' } });
  });

  test('and no other host by a redirect, which it is told of', async () => {
    const result = await ask({ path: '/redirect', query: [['to', elsewhere.url]] });
    expect(result).toMatchObject({ output: { code: 'denied' } });
    expect(elsewhere.requests()).toEqual([]);
    const same = await ask({ path: '/redirect', query: [['to', '/base/found']] });
    expect(same).toMatchObject({ output: { status: 200, body: '{"path":"/base/found"}' } });
  });

  test('and no address inside, wherever its configuration points', async () => {
    const strict = createEgress({ allow: [] });
    afterAll(() => strict.close());
    for (const url of [
      'http://169.254.169.254/latest/meta-data',
      'http://127.0.0.1:1',
      'http://[::1]:1',
      'http://10.0.0.1',
    ]) {
      const result = await runPluginAction({ ...services, egress: strict }, sandbox, rawRun(url));
      expect(result).toMatchObject({ output: { code: 'denied' } });
    }
  });

  test('and cannot set what authenticates, or where the request goes', async () => {
    await ask({
      path: '/',
      headers: { Authorization: 'Bearer mine', Cookie: 'a=b', Host: 'evil.example', 'X-Own': 'yes' },
    });
    expect(twin.requests()[0]?.headers).toMatchObject({ authorization: `Bearer ${TOKEN}`, 'x-own': 'yes' });
    expect(twin.requests()[0]?.headers).not.toHaveProperty('cookie');
    expect(twin.requests()[0]?.headers.host).toBe(new URL(twin.url).host);
  });
});

describe('a plugin does what its manifest declares', () => {
  test('no other call of the host', async () => {
    const code = rawCode(`return JSON.stringify(await callHost('idp.users', {}))`);
    expect(await run({ bundle: { code, digest: '' } })).toMatchObject({ outcome: 'failed', error: { kind: 'denied' } });
  });

  test('an action that reads does not write', async () => {
    const result = await ask({ path: '/', method: 'POST' }, { action: 'raw_api_read' });
    expect(result).toMatchObject({ output: { code: 'denied' }, effects: [] });
    expect(twin.requests()).toEqual([]);
  });

  test.each(['PUT', 'PATCH', 'DELETE'])('a %s writes, whatever it says of itself', async (method) => {
    const asked = { path: '/', method, reads: true };
    expect(await ask(asked, { action: 'raw_api_read' })).toMatchObject({ output: { code: 'denied' }, effects: [] });
    expect(await ask(asked, { mode: 'plan' })).toMatchObject({ outcome: 'planned', effects: [{ method }] });
    expect(twin.requests()).toEqual([]);
  });

  test('a check does not write', async () => {
    const code = rawCode(`
      const call = { endpoint: 'api', method: 'DELETE', path: '/', query: [], headers: {}, body: null, reads: false };
      await callHost('http.request', call).catch(() => undefined);
      return JSON.stringify({ check: { identity: 'me', missing: [] } });`);
    const given = rawRun(`${twin.url}/base`, { bundle: { code, digest: '' } });
    expect(await checkPluginConnection(services, sandbox, given)).toMatchObject({ ok: true, effects: [] });
    expect(twin.requests()).toEqual([]);
  });

  test('a plan writes nothing, whatever the plugin makes of the refusal', async () => {
    const result = await ask({ path: '/', method: 'PUT', body: '{"a":1}' }, { mode: 'plan' });
    expect(result).toMatchObject({
      outcome: 'planned',
      effects: [{ method: 'PUT', body: '{"a":1}', isPlanned: true }],
    });
    expect(twin.requests()).toEqual([]);
  });

  test('no key that is not declared signs', async () => {
    const code = rawCode(`
      const call = { key: 'other', algorithm: 'HS256', claims: {}, header: {} };
      const output = await callHost('jwt.sign', call).catch(({ code }) => code);
      return JSON.stringify({ outcome: 'changed', output });`);
    expect(await run({ bundle: { code, digest: '' } })).toMatchObject({ output: 'denied' });
  });
});

describe('what is no plugin, or no answer', () => {
  const broken = (code: string, timeoutMs = 5000) => run({ bundle: { code, digest: '' }, timeoutMs });

  test.each([
    ['no code', 'var'],
    ['no plugin', 'var other = 1;'],
    ['no function', 'var plugin = { default: 17 };'],
    ['no text', rawCode('return 17;')],
    ['no JSON', rawCode('return "none";')],
    ['no outcome', rawCode(`return JSON.stringify({ outcome: 'fine' });`)],
    ['a page', rawCode(`return JSON.stringify({ page: { items: [], next: null } });`)],
    ['planned, and is not', rawCode(`return JSON.stringify({ outcome: 'planned' });`)],
    ['an import', `import { x } from 'node:fs'; var plugin = {};`],
    ['an error of its own', rawCode('undefined.x;')],
  ])('fails as the plugin’s own: %s', async (_, code) => {
    expect(await broken(code)).toMatchObject({ outcome: 'failed', error: { kind: 'plugin' } });
  });

  test('fails as a timeout when it does not end', async () => {
    expect(await broken(rawCode('for (;;);'), 200)).toMatchObject({ outcome: 'failed', error: { kind: 'timeout' } });
  });

  test('ends by the signal', async () => {
    const controller = new AbortController();
    const going = run({
      bundle: { code: rawCode('await new Promise(() => {});'), digest: '' },
      signal: controller.signal,
    });
    controller.abort();
    expect(await going).toMatchObject({ outcome: 'failed', error: { kind: 'cancelled' } });
  });
});

test('what a plugin has beyond the language is what the conformance suite lets it use', async () => {
  const code = rawCode(`
    const output = { names: Object.getOwnPropertyNames(globalThis) };
    return JSON.stringify({ outcome: 'changed', output });`);
  const result = await run({ bundle: { code, digest: '' } });
  const { names } = (result as unknown as { output: { names: string[] } }).output;
  const ofTheLanguage = new Set(runInNewContext('Object.getOwnPropertyNames(globalThis)') as string[]);
  // The bundle's own, and the one whose requests are refused.
  const beyond = names.filter((name) => !ofTheLanguage.has(name) && name !== 'plugin' && name !== 'fetch');
  expect(beyond.sort()).toEqual([...IN_THE_SANDBOX].sort());
  expect(names).not.toContain('WebAssembly');
});
