import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import plugin from '../../../plugins/http/src/index.ts';
import {
  checkPluginConnection,
  type PluginActionRun,
  runPluginAction,
} from '../../../server/src/plugins/host/index.ts';
import { startSandbox } from '../../sandbox/setup/sandbox.ts';
import { startHttpTwin } from '../../twins/http.ts';
import { buildPlugin, openHostServices, secretsOf } from './setup.ts';

const services = openHostServices();
const sandbox = await startSandbox();
const twin = await startHttpTwin();
afterAll(twin.stop);
beforeEach(() => twin.reset());

const { code, digest, manifest } = await buildPlugin('http', plugin);
const base = {
  tenantId: 'tenant-1',
  runId: 'run-1',
  bundle: { code, digest },
  manifest,
  config: twin.config,
  secrets: secretsOf(twin.secrets),
  connectionKey: 'connection-1',
  timeoutMs: 5000,
};

const item = (id: string) => ({ path: '/items/{id}', params: { id } });
const act = (action: string, input: PluginActionRun['input'], options: Partial<PluginActionRun> = {}) =>
  runPluginAction(services, sandbox, { ...base, action, input, mode: 'apply', ...options });

describe('an action in the sandbox', () => {
  test('reads over the host, which authenticates', async () => {
    const result = await act('http_api_read', item('apple'));
    expect(result).toMatchObject({ outcome: 'noop', output: { status: 200, body: { colour: 'red' } }, effects: [] });
    expect(twin.requests()[0]?.headers.authorization).toBe(`Bearer ${twin.secrets.token}`);
  });

  test('writes, and tells what it wrote', async () => {
    const result = await act('http_api_send', { ...item('pear'), method: 'put', body: { colour: 'green' } });
    expect(result).toMatchObject({
      outcome: 'changed',
      output: { status: 201 },
      effects: [{ method: 'PUT', body: '{"colour":"green"}', status: 201, isPlanned: false }],
    });
    expect(twin.items.get('pear')).toEqual({ colour: 'green' });
  });

  test('is held back in a plan', async () => {
    const result = await act('http_api_remove', item('apple'), { mode: 'plan' });
    expect(result).toMatchObject({
      outcome: 'planned',
      effects: [{ method: 'DELETE', status: null, isPlanned: true }],
    });
    expect(twin.items.has('apple')).toBe(true);
  });

  test('fails with the kind that the provider means', async () => {
    expect(await act('http_api_read', item('pear'))).toMatchObject({ outcome: 'failed', error: { kind: 'not_found' } });
    twin.failNext(401);
    expect(await act('http_api_read', item('apple'))).toMatchObject({ outcome: 'failed', error: { kind: 'auth' } });
  });

  test('fails with what is wrong with its input, by path', async () => {
    const result = await act('http_api_read', { path: 17 });
    expect(result).toMatchObject({ outcome: 'failed', error: { kind: 'invalid' } });
    expect(result).toHaveProperty('error.message', expect.stringContaining('input.path'));
  });
});

describe('a check in the sandbox', () => {
  test('says who the connection is', async () => {
    const result = await checkPluginConnection(services, sandbox, base);
    expect(result).toMatchObject({ ok: true, identity: twin.config.baseUrl, missing: [] });
  });

  test('fails when the credentials are wrong', async () => {
    const result = await checkPluginConnection(services, sandbox, {
      ...base,
      secrets: secretsOf({ token: 'not-this' }),
    });
    expect(result).toMatchObject({ ok: false, error: { kind: 'auth' } });
  });
});
