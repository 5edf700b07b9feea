import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { scopesOfRole } from '../../../server/src/access.ts';
import type { Context } from '../../../server/src/context.ts';
import { listActionTypes } from '../../../server/src/modules/connection/action/action-types.ts';
import { runAction } from '../../../server/src/modules/connection/action/run-action.ts';
import { lookAfterConnections } from '../../../server/src/modules/connection/health/look-after.ts';
import { testConnection } from '../../../server/src/modules/connection/health/test-connection.ts';
import { createConnection, deleteConnection, openConnection } from '../../../server/src/modules/connection/index.ts';
import { listConnections, readConnection, secretNamesOf } from '../../../server/src/modules/connection/list.ts';
import { setConnectionSecrets } from '../../../server/src/modules/connection/set-secrets.ts';
import { updateConnection } from '../../../server/src/modules/connection/update.ts';
import { installPlugin, upgradeInstallation } from '../../../server/src/modules/installation/index.ts';
import { setAutoUpdate } from '../../../server/src/modules/installation/update.ts';
import { runCounts } from '../../../server/src/modules/plugin/counts.ts';
import { revokeVersion } from '../../../server/src/modules/plugin/index.ts';
import { uninstallPlugin } from '../../../server/src/modules/uninstallation/uninstall.ts';
import { sql } from '../../../server/src/platform/db/index.ts';
import { eventually } from '../../harness/eventually.ts';
import { refusal, startDirectory, trailOf } from '../directory/setup.ts';
import { ASKING_BUNDLE, askingPlugin, startProvider } from './provider.ts';
import { newPublisher, publishApproved } from './setup.ts';

const directory = await startDirectory();
const { owner, actor } = await directory.newTenant();
const other = await directory.newTenant();
const provider = await startProvider();
afterAll(() => provider.sink.close());
beforeEach(() => {
  provider.token = 'first-token-of-the-provider';
});

const publisher = await newPublisher(owner, 'acme');
const version = await publishApproved(owner, publisher, askingPlugin('wiki'), ASKING_BUNDLE);
const installation = await installPlugin(owner, { pluginId: 'wiki', acceptPermissions: version.permissions });

let names = 0;
const newConnection = (over: object = {}) => {
  names += 1;
  const secrets = [{ name: 'token', value: 'first-token-of-the-provider' }];
  const config = { url: provider.sink.url };
  return createConnection(owner, { installationId: installation.id, name: `wiki ${names}`, config, secrets, ...over });
};
const ask = (ctx: Context, connectionId: string, input: object, over: object = {}) =>
  runAction(ctx, { connectionId, actionType: 'wiki_ask', input, mode: 'APPLY', ...over });

describe('a connection', () => {
  it('is tested when it is made, and its secrets are nowhere to be seen', async () => {
    const { result, audit } = await trailOf(owner, () => newConnection());
    expect(result).toMatchObject({ health: 'HEALTHY', lastError: null });
    expect(audit).toMatchObject([{ action: 'connection.created', detail: { test: { ok: true, identity: 'admin' } } }]);
    expect((await secretNamesOf(owner, [result.id])).get(result.id)).toEqual(['token']);
    expect(JSON.stringify([result, audit])).not.toContain(provider.token);
  });

  it('is found by a part of its name, and by its health', async () => {
    const found = await newConnection({ name: 'Findable stage', secrets: [{ name: 'token', value: 'wrong' }] });
    const list = async (filter: object) =>
      (await listConnections(owner, { page: {}, filter })).rows.map(({ row }) => row);
    expect(await list({ text: 'findable' })).toMatchObject([{ id: found.id }]);
    expect(await list({ text: 'findable', health: 'FAILING' })).toHaveLength(1);
    expect(await list({ text: 'findable', health: 'HEALTHY' })).toHaveLength(0);
  });

  it('is listed in the order that is asked for', async () => {
    await newConnection({ name: 'Sorted b' });
    await newConnection({ name: 'Sorted a' });
    const names = async (order?: { field: 'name' | 'createdAt'; direction: 'ASC' | 'DESC' }) => {
      const found = await listConnections(owner, { page: {}, filter: { text: 'sorted' }, ...(order ? { order } : {}) });
      return found.rows.map(({ row }) => row.name);
    };
    expect(await names()).toEqual(['Sorted b', 'Sorted a']);
    expect(await names({ field: 'name', direction: 'ASC' })).toEqual(['Sorted a', 'Sorted b']);
  });

  it('is listed by its plugin, by its health from the worst, and by when it was looked at, never last', async () => {
    const made = [];
    for (const name of ['x', 'y', 'z', 'w']) made.push((await newConnection({ name: `Ranked ${name}` })).id);
    const [failing, healthy, unknown, asleep] = made;
    const set = (id = '', health: 'FAILING' | 'UNKNOWN' | 'HEALTHY', at: string | null) =>
      owner.db.tenant(owner.tenantId, ({ prisma }) =>
        prisma.connection.updateMany({ where: { id }, data: { health, lastCheckedAt: at && new Date(at) } }),
      );
    await set(failing, 'FAILING', '2026-01-02T00:00:00Z');
    await set(healthy, 'HEALTHY', '2026-01-01T00:00:00Z');
    await set(unknown, 'UNKNOWN', null);
    await set(asleep, 'UNKNOWN', null);
    const list = async (field: 'health' | 'lastCheckedAt' | 'plugin', direction: 'ASC' | 'DESC') => {
      const ids: string[] = [];
      for (let after: string | null = null, hasNextPage = true; hasNextPage; ) {
        const asked = { page: { first: 1, after }, filter: { text: 'ranked' }, order: { field, direction } };
        const page: Awaited<ReturnType<typeof listConnections>> = await listConnections(owner, asked);
        ids.push(...page.rows.map(({ row }) => row.id));
        hasNextPage = page.hasNextPage;
        after = page.rows.at(-1)?.cursor ?? null;
      }
      return ids;
    };
    expect(await list('health', 'ASC')).toEqual([failing, unknown, asleep, healthy]);
    expect(await list('health', 'DESC')).toEqual([healthy, asleep, unknown, failing]);
    expect(await list('lastCheckedAt', 'ASC')).toEqual([healthy, failing, unknown, asleep]);
    expect(await list('lastCheckedAt', 'DESC')).toEqual([failing, healthy, asleep, unknown]);
    expect(await list('plugin', 'DESC')).toEqual(made.toReversed());
    for (const id of made) await deleteConnection(owner, id);
  });

  it('that does not work is there all the same, and says why', async () => {
    const secrets = [{ name: 'token', value: 'not-this-one' }];
    expect(await newConnection({ secrets })).toMatchObject({
      health: 'FAILING',
      lastError: expect.stringMatching(/token is not taken/),
    });
  });

  it('is configured as the manifest asks, with the secrets that it names', async () => {
    const fields = async (over: object) => ((await refusal(() => newConnection(over))) as { fields?: object[] }).fields;
    expect(await fields({ config: {} })).toMatchObject([{ path: 'config.url', message: 'is required' }]);
    expect(await fields({ config: { url: 1 } })).toMatchObject([{ path: 'config.url' }]);
    expect(await fields({ secrets: [] })).toMatchObject([{ path: 'secrets.token' }]);
    const secrets = [
      { name: 'token', value: 'x' },
      { name: 'password', value: 'x' },
    ];
    expect(await fields({ secrets })).toMatchObject([{ path: 'secrets.password' }]);
  });

  it('has its secrets rotated without a moment in which it does not work', async () => {
    const { id } = await newConnection();
    const next = { secrets: [{ name: 'token', value: 'second-token-of-the-provider' }] };
    const early = await refusal(() => setConnectionSecrets(owner, id, next));
    expect(early).toMatchObject({ code: 'PRECONDITION_FAILED', reason: 'TEST_FAILED' });
    expect(await ask(owner, id, {})).toMatchObject({ outcome: 'changed' });
    provider.token = 'second-token-of-the-provider';
    const { result, audit, events } = await trailOf(owner, () => setConnectionSecrets(owner, id, next));
    expect(result).toMatchObject({ health: 'HEALTHY' });
    expect(events).toEqual([]);
    expect(audit).toMatchObject([{ action: 'connection.secrets_set', detail: { set: ['token'] } }]);
    expect(await ask(owner, id, {})).toMatchObject({ outcome: 'changed' });
  });

  it('keeps the configuration that works until another does', async () => {
    const { id } = await newConnection();
    const dead = { config: { url: 'http://127.0.0.1:1' } };
    expect(await refusal(() => updateConnection(owner, id, dead))).toMatchObject({ reason: 'TEST_FAILED' });
    expect(await readConnection(owner, id)).toMatchObject({ config: { url: provider.sink.url }, health: 'HEALTHY' });
    const { result, events } = await trailOf(owner, () => updateConnection(owner, id, { ...dead, force: true }));
    expect(result).toMatchObject({ health: 'FAILING' });
    expect(events).toMatchObject([{ type: 'connection.failing', data: { connection_id: id } }]);
    const renaming = await trailOf(owner, () => updateConnection(owner, id, { name: 'renamed' }));
    expect(renaming).toMatchObject({ result: { name: 'renamed' }, events: [] });
  });

  it('shows its health: by tests, by what is run, and by a round that looks after it', async () => {
    const { id } = await newConnection();
    provider.token = 'another';
    const { events: began } = await trailOf(owner, async () => {
      expect(await ask(owner, id, {})).toMatchObject({ outcome: 'failed', error: { kind: 'auth' } });
      expect(await readConnection(owner, id)).toMatchObject({ health: 'FAILING', failingSince: expect.any(Date) });
      expect(await testConnection(owner, id)).toMatchObject({ ok: false, message: expect.stringMatching(/not taken/) });
    });
    const about = { connection_id: id, plugin_name: expect.any(String), failing_since: expect.any(String) };
    expect(began).toMatchObject([{ type: 'connection.failing', data: { ...about, error: expect.any(String) } }]);

    provider.token = 'first-token-of-the-provider';
    await owner.db.tenant(owner.tenantId, ({ prisma }) =>
      prisma.connection.updateMany({ where: { id }, data: { lastCheckedAt: new Date(0) } }),
    );
    const { audit, events } = await trailOf(owner, () => lookAfterConnections(directory.services));
    expect(events).toMatchObject([{ type: 'connection.recovered', data: about }]);
    expect(audit).toMatchObject([{ action: 'connection.recovered', targetId: id, eventId: events[0]?.id }]);
    expect(await readConnection(owner, id)).toMatchObject({ health: 'HEALTHY', failingSince: null });
  });

  it('has its turn in a round, however many there are', async () => {
    const { id } = await newConnection();
    await owner.db.tenantSql(owner.tenantId, (tx) =>
      tx.query(sql`
        INSERT INTO connections
        SELECT (jsonb_populate_record(c, jsonb_build_object(
          'id', gen_random_uuid(), 'name', 'copy ' || n, 'last_checked_at', null))).*
        FROM connections c, generate_series(1, 250) n WHERE c.id = ${id}::uuid`),
    );
    expect(await lookAfterConnections(directory.services)).toBe(250);
    expect(await lookAfterConnections(directory.services)).toBe(0);
    await owner.db.tenantSql(owner.tenantId, (tx) => tx.query(sql`DELETE FROM connections WHERE name LIKE 'copy %'`));
  });

  it('is deleted with its secrets', async () => {
    const { id } = await newConnection();
    const { audit } = await trailOf(owner, () => deleteConnection(owner, id));
    expect(audit).toMatchObject([{ action: 'connection.deleted' }]);
    const left = await owner.db.tenant(owner.tenantId, ({ prisma }) => prisma.secret.count({ where: { ownerId: id } }));
    expect(left).toBe(0);
  });
});

describe('an action', () => {
  it('is found by its name or title, with its schemas', async () => {
    const { id } = await newConnection();
    const found = await listActionTypes(owner, id, 'rem');
    expect(found).toMatchObject([{ id: 'wiki_remove', effect: 'destructive' }]);
  });

  it('runs, is audited with its effects, and is counted', async () => {
    const { id } = await newConnection();
    const { result, audit } = await trailOf(owner, () => ask(owner, id, { method: 'POST', path: '/pages' }));
    expect(result).toMatchObject({ outcome: 'changed', effects: [{ method: 'POST', status: 200 }] });
    expect(audit).toMatchObject([
      { action: 'action.run', outcome: 'changed', detail: { action_type: 'wiki_ask', effects: [{ method: 'POST' }] } },
    ]);
    await eventually(async () => {
      const counts = await runCounts(directory.services, [version.id]);
      expect(counts.get(version.id)?.runs).toBeGreaterThan(0);
    });
  });

  it('never sees a secret, not even where the provider sends it back', async () => {
    const { id } = await newConnection();
    const result = await ask(owner, id, {});
    expect(provider.sink.received.at(-1)?.headers.authorization).toBe(`Bearer ${provider.token}`);
    expect(JSON.stringify(result)).not.toContain(provider.token);
  });

  it('is planned without being done', async () => {
    const { id } = await newConnection();
    const before = provider.sink.received.length;
    const plan = await ask(owner, id, { method: 'POST', path: '/pages' }, { mode: 'PLAN' });
    expect(plan).toMatchObject({ outcome: 'planned', effects: [{ method: 'POST', status: null, isPlanned: true }] });
    expect(provider.sink.received.length).toBe(before);
  });

  it('that takes away needs a scope of its own, unless it is planned', async () => {
    const { id } = await newConnection();
    const scopes = new Set([...scopesOfRole('ADMIN')].filter((scope) => scope !== 'action:destroy'));
    const careful: Context = { ...owner, actor: { ...owner.actor, kind: 'api_token', scopes } };
    const remove = (mode: string) => ask(careful, id, { method: 'DELETE' }, { actionType: 'wiki_remove', mode });
    expect(await refusal(() => remove('APPLY'))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await remove('PLAN')).toMatchObject({ outcome: 'planned' });
  });

  it('is refused an input that is not its own', async () => {
    const { id } = await newConnection();
    const refused = await refusal(() => ask(owner, id, { method: 'BREW' }));
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'input.method' }] });
    expect(await refusal(() => ask(owner, id, {}, { actionType: 'wiki_no' }))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('what a plugin must not reach is refused and audited', () => {
  const denied = { outcome: 'failed', error: { kind: 'denied' } };
  const deniedAs = async (connectionId: string, input: object) => {
    const { result, audit } = await trailOf(owner, () => ask(owner, connectionId, input));
    expect(result).toMatchObject(denied);
    expect(audit.filter(({ action }) => action === 'action.run')).toMatchObject([
      { outcome: 'failed', detail: denied },
    ]);
  };

  it('a host that its manifest does not declare', async () => {
    const { id } = await newConnection();
    await deniedAs(id, { endpoint: 'elsewhere' });
    await deniedAs(id, { path: 'https://evil.example/' });
    await deniedAs(id, { path: '//evil.example/' });
  });

  it('a metadata address, however the connection is configured', async () => {
    const { id } = await newConnection({ config: { url: 'http://169.254.169.254' } });
    await deniedAs(id, { path: '/latest/meta-data/' });
  });

  it('another tenant’s connection', async () => {
    const { id } = await newConnection();
    const { audit } = await trailOf(other.owner, async () => {
      expect(await refusal(() => ask(other.owner, id, {}))).toMatchObject({ code: 'NOT_FOUND' });
    });
    expect(audit).toMatchObject([{ action: 'action.run', outcome: 'failed', targetId: id }]);
  });

  it('its own version, once that was revoked', async () => {
    const revoked = await publishApproved(owner, publisher, askingPlugin('gone'), ASKING_BUNDLE);
    const { id } = await installPlugin(owner, { pluginId: 'gone', acceptPermissions: revoked.permissions });
    const connection = await newConnection({ installationId: id });
    await revokeVersion(directory.services, revoked.digest, 'a backdoor');
    const { audit } = await trailOf(owner, async () => {
      const refused = await refusal(() => ask(owner, connection.id, {}, { actionType: 'gone_ask' }));
      expect(refused).toMatchObject({ code: 'PRECONDITION_FAILED', reason: 'PLUGIN_REVOKED' });
    });
    expect(audit).toMatchObject([
      { action: 'action.run', outcome: 'failed', detail: { refused: { reason: 'PLUGIN_REVOKED' } } },
    ]);
  });
});

describe('a flow that began', () => {
  it('keeps its version over an upgrade, and gets none that nobody consented to', async () => {
    const first = await publishApproved(owner, publisher, askingPlugin('keeps'), ASKING_BUNDLE);
    const { id } = await installPlugin(owner, { pluginId: 'keeps', acceptPermissions: first.permissions });
    const connection = await newConnection({ installationId: id });
    const second = await publishApproved(
      owner,
      publisher,
      { ...askingPlugin('keeps'), version: '1.1.0' },
      ASKING_BUNDLE,
    );
    const opening = (pluginVersionId?: string) => openConnection(owner, connection.id, { pluginVersionId });
    expect(await refusal(() => opening(second.id))).toMatchObject({ reason: 'NOT_CONSENTED' });
    await upgradeInstallation(owner, { id });
    expect(await opening()).toMatchObject({ pluginVersionId: second.id });
    expect(await opening(first.id)).toMatchObject({ pluginVersionId: first.id, manifest: { version: '1.0.0' } });
  });
});

describe('uninstalling', () => {
  it('says what depends on the plugin, and takes it along by force only', async () => {
    const used = await publishApproved(owner, publisher, askingPlugin('used'), ASKING_BUNDLE);
    const { id } = await installPlugin(owner, { pluginId: 'used', acceptPermissions: used.permissions });
    const connection = await newConnection({ installationId: id });
    const refused = await refusal(() => uninstallPlugin(owner, id));
    const dependants = [{ kind: 'connection', id: connection.id, name: connection.name }];
    expect(refused).toMatchObject({
      code: 'PRECONDITION_FAILED',
      reason: 'HAS_DEPENDANTS',
      extensions: { dependants },
    });
    await uninstallPlugin(owner, id, true);
    expect(await refusal(() => readConnection(owner, connection.id))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('every verb of connections', () => {
  it('leaves its entry in the audit log, without a secret', async () => {
    const { id } = await newConnection();
    const { audit } = await trailOf(owner, async () => {
      await updateConnection(owner, id, { name: 'told' });
      await updateConnection(owner, id, { name: 'told' });
      await testConnection(owner, id);
      await setConnectionSecrets(owner, id, { secrets: [{ name: 'token', value: provider.token }] });
      await setAutoUpdate(owner, installation.id, true);
      await setAutoUpdate(owner, installation.id, true);
      await ask(owner, id, {}, { mode: 'PLAN' });
    });
    expect(audit.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'connection.updated changed',
      'connection.updated noop',
      'connection.tested noop',
      'connection.secrets_set changed',
      'installation.updated changed',
      'installation.updated noop',
      'action.run changed',
    ]);
    expect(JSON.stringify(audit)).not.toContain(provider.token);
  });

  it('refuses who only reads, and does not find another tenant’s', async () => {
    const { id } = await newConnection();
    const auditor = await actor('AUDITOR');
    const secrets = [{ name: 'token', value: 'x' }];
    const verbs = [
      (ctx: Context) => updateConnection(ctx, id, { name: 'x' }),
      (ctx: Context) => setConnectionSecrets(ctx, id, { secrets }),
      (ctx: Context) => testConnection(ctx, id),
      (ctx: Context) => deleteConnection(ctx, id),
      (ctx: Context) => ask(ctx, id, {}),
      (ctx: Context) =>
        createConnection(ctx, {
          installationId: installation.id,
          name: 'x',
          config: { url: 'https://x.example' },
          secrets,
        }),
    ];
    for (const verb of verbs) {
      expect(await refusal(async () => verb(auditor))).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refusal(async () => verb(other.owner))).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(await readConnection(auditor, id)).toMatchObject({ id });
    expect(await refusal(() => readConnection(other.owner, id))).toMatchObject({ code: 'NOT_FOUND' });
  });
});
