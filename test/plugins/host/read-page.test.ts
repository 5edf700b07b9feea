import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import plugin from '../../../plugins/cli/template/src/index.ts';
import twin from '../../../plugins/cli/template/test/twin.ts';
import { type PluginPageRun, readPluginPage } from '../../../server/src/plugins/host/index.ts';
import { startSandbox } from '../../sandbox/setup/sandbox.ts';
import { buildPlugin, openHostServices, secretsOf } from './setup.ts';

const services = openHostServices();
const sandbox = await startSandbox();
const provider = await twin.start();
afterAll(() => provider.stop());
beforeEach(() => provider.reset());

const { code, digest, manifest } = await buildPlugin('cli/template', plugin as never);
const read = (list: PluginPageRun['list'], cursor: string | null, overrides: Partial<PluginPageRun> = {}) =>
  readPluginPage(services, sandbox, {
    tenantId: 'tenant-1',
    runId: 'run-1',
    bundle: { code, digest },
    manifest,
    config: provider.config,
    secrets: secretsOf(provider.secrets),
    connectionKey: 'connection-1',
    timeoutMs: 5000,
    resource: 'team',
    list,
    cursor,
    ...overrides,
  });

describe('a resource, read in the sandbox', () => {
  test('gives its objects page by page, to the end', async () => {
    const first = await read({ of: 'objects' }, null);
    expect(first).toMatchObject({ ok: true, items: [{ id: 'red' }, { id: 'green' }], next: '2' });
    const second = await read({ of: 'objects' }, '2');
    expect(second).toMatchObject({ ok: true, items: [{ id: 'blue' }], next: null });
  });

  test('gives the entitlements and the grants of one', async () => {
    const object = { id: 'red', name: 'The red team' };
    expect(await read({ of: 'entitlements', object }, null)).toMatchObject({ ok: true, items: [{ id: 'member' }] });
    const grants = await read({ of: 'grants', object }, null);
    expect(grants).toMatchObject({
      ok: true,
      items: [
        { principal: { username: 'ada' }, entitlement: 'member' },
        { principal: { username: 'eve' }, entitlement: 'member' },
      ],
    });
  });

  test('fails as a value: no such resource, no longer let in', async () => {
    const unknown = await read({ of: 'objects' }, null, { resource: 'roles' });
    expect(unknown).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    provider.failNext(401);
    expect(await read({ of: 'objects' }, null)).toMatchObject({ ok: false, error: { kind: 'auth' } });
  });
});
