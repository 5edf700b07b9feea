import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { autoUpdate, installPlugin, upgradeInstallation } from '../../../server/src/modules/installation/index.ts';
import { listInstallations, readInstallation } from '../../../server/src/modules/installation/list.ts';
import { setAutoUpdate } from '../../../server/src/modules/installation/update.ts';
import { yankPluginVersion } from '../../../server/src/modules/plugin/decide/decide.ts';
import {
  decidePublicVersion,
  publishPlugin,
  revokeKey,
  revokeVersion,
} from '../../../server/src/modules/plugin/index.ts';
import { uninstallPlugin } from '../../../server/src/modules/uninstallation/uninstall.ts';
import { loadVersion } from '../../../server/src/plugins/registry/index.ts';
import { refusal, startDirectory, trailOf } from '../directory/setup.ts';
import { actionOf } from './release.ts';
import { newPublisher, publishApproved, releaseOf } from './setup.ts';

const directory = await startDirectory();
const { owner, actor } = await directory.newTenant();
const other = await directory.newTenant();
const publisher = await newPublisher(owner, 'acme');

let plugins = 0;
/** A plugin of its own, with one action that writes. */
async function newPlugin() {
  plugins += 1;
  const id = `wiki-${plugins}`;
  const version = await publishApproved(owner, publisher, { id, actions: [actionOf(`wiki_${plugins}_add`)] });
  return { id, version, prefix: `wiki_${plugins}` };
}

async function newInstallation() {
  const plugin = await newPlugin();
  const { permissions } = plugin.version;
  const installation = await installPlugin(owner, { pluginId: plugin.id, acceptPermissions: permissions });
  return { ...plugin, installation };
}

/** As the owner of the database: past every grant and policy. */
async function asOwner(statement: string): Promise<void> {
  const client = new pg.Client(directory.databaseUrl);
  await client.connect();
  await client.query(statement);
  await client.end();
}

const load = (versionId: string) => owner.db.tenant(owner.tenantId, (tx) => loadVersion(tx, versionId));

describe('installing', () => {
  it('records who consented to which digest and to what', async () => {
    const { id, version } = await newPlugin();
    const input = { pluginId: id, version: '1.0.0', acceptPermissions: version.permissions };
    const { result, audit } = await trailOf(owner, () => installPlugin(owner, input));
    expect(result).toMatchObject({ digest: version.digest, autoUpdate: false, installedByEmail: owner.actor.email });
    const consents = await owner.db.tenant(owner.tenantId, ({ prisma }) =>
      prisma.installationConsent.findMany({ where: { installationId: result.id } }),
    );
    expect(consents).toMatchObject([
      { digest: version.digest, actorId: owner.actor.id, permissions: version.permissions },
    ]);
    expect(audit).toMatchObject([{ action: 'plugin.installed', detail: { new: { digest: version.digest } } }]);
    expect(await refusal(() => installPlugin(owner, input))).toMatchObject({ code: 'CONFLICT' });
  });

  it('is found by a part of the plugin’s key or name', async () => {
    const { id, installation } = await newInstallation();
    const found = async (text: string) =>
      (await listInstallations(owner, { page: {}, text })).rows.map(({ row }) => row.id);
    expect(await found(id.toUpperCase())).toEqual([installation.id]);
    expect(await found('IK')).toContain(installation.id);
    expect(await found('nothing so')).toEqual([]);
  });

  it('asks for exactly the permissions of the manifest, and shows what was not accepted', async () => {
    const { id, version, prefix } = await newPlugin();
    const { permissions } = version;
    const less = { ...permissions, hosts: [] };
    const more = { ...permissions, hosts: [...permissions.hosts, 'evil.example'] };
    for (const acceptPermissions of [less, more, {}, null, 'all']) {
      const { audit } = await trailOf(owner, async () => {
        expect(await refusal(() => installPlugin(owner, { pluginId: id, acceptPermissions }))).toMatchObject({
          code: 'PRECONDITION_FAILED',
          reason: 'PERMISSIONS_NOT_ACCEPTED',
          extensions: { permissions, difference: { added: { effects: { write: [`${prefix}_add`] } } } },
        });
      });
      expect(audit).toMatchObject([{ action: 'plugin.installed', outcome: 'failed' }]);
    }
  });

  it('is not for what was yanked, is not approved, or is another tenant’s', async () => {
    const { id, version } = await newPlugin();
    await yankPluginVersion(owner, version.id, 'loses data');
    const accept = { acceptPermissions: version.permissions };
    const yanked = await refusal(() => installPlugin(owner, { pluginId: id, version: '1.0.0', ...accept }));
    expect(yanked).toMatchObject({ code: 'PRECONDITION_FAILED', reason: 'PLUGIN_YANKED' });
    await publishPlugin(owner, await releaseOf(publisher, { id, version: '1.1.0', actions: [] }));
    const pending = await refusal(() => installPlugin(owner, { pluginId: id, version: '1.1.0', ...accept }));
    expect(pending).toMatchObject({ code: 'PRECONDITION_FAILED', reason: 'PLUGIN_NOT_APPROVED' });
    const theirs = await refusal(() => installPlugin(other.owner, { pluginId: id, version: '1.0.0', ...accept }));
    expect(theirs).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('of a public plugin is possible for everyone, and counts', async () => {
    const open = await newPublisher(owner, 'open', false);
    await publishPlugin(owner, await releaseOf(open, { id: 'open-wiki', actions: [] }));
    const decision = { plugin: 'open-wiki', version: '1.0.0', status: 'APPROVED', reason: null } as const;
    await decidePublicVersion(directory.services, decision);
    const permissions = {
      hosts: ['wiki.example'],
      secrets: ['token'],
      effects: { write: [], destructive: [] },
      events: [],
    };
    const installation = await installPlugin(other.owner, { pluginId: 'open-wiki', acceptPermissions: permissions });
    expect(await refusal(() => readInstallation(owner, installation.id))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('upgrading', () => {
  it('with the same permissions is one call', async () => {
    const { id, installation, prefix } = await newInstallation();
    const next = { id, version: '1.1.0', actions: [actionOf(`${prefix}_add`)] };
    const version = await publishApproved(owner, publisher, next);
    const { result, audit } = await trailOf(owner, () => upgradeInstallation(owner, { id: installation.id }));
    expect(result).toMatchObject({ digest: version.digest, pluginVersionId: version.id });
    expect(audit).toMatchObject([{ action: 'plugin.upgraded', detail: { new: { version: '1.1.0' } } }]);
  });

  it('with wider ones asks again, showing the difference', async () => {
    const { id, installation, prefix } = await newInstallation();
    const actions = [actionOf(`${prefix}_add`), actionOf(`${prefix}_remove`, { effect: 'destructive' })];
    const { permissions } = await publishApproved(owner, publisher, { id, version: '1.1.0', actions });
    const refused = await refusal(() => upgradeInstallation(owner, { id: installation.id }));
    expect(refused).toMatchObject({
      code: 'PRECONDITION_FAILED',
      reason: 'PERMISSIONS_NOT_ACCEPTED',
      extensions: { difference: { added: { effects: { write: [], destructive: [`${prefix}_remove`] }, hosts: [] } } },
    });
    const upgraded = await upgradeInstallation(owner, { id: installation.id, acceptPermissions: permissions });
    expect(upgraded).toMatchObject({ permissions });
  });

  it('to an older version is refused and audited', async () => {
    const { id, installation, prefix } = await newInstallation();
    await publishApproved(owner, publisher, { id, version: '1.1.0', actions: [actionOf(`${prefix}_add`)] });
    await upgradeInstallation(owner, { id: installation.id });
    const { audit } = await trailOf(owner, async () => {
      const back = await refusal(() => upgradeInstallation(owner, { id: installation.id, version: '1.0.0' }));
      expect(back).toMatchObject({ code: 'CONFLICT', reason: 'DOWNGRADE' });
    });
    expect(audit).toMatchObject([{ action: 'plugin.upgraded', outcome: 'failed' }]);
  });

  it('happens by itself only where the tenant says so, and never to what may do more', async () => {
    const [still, moving, widening] = [await newInstallation(), await newInstallation(), await newInstallation()];
    for (const { installation } of [moving, widening]) await setAutoUpdate(owner, installation.id, true);
    for (const { id, prefix } of [still, moving]) {
      await publishApproved(owner, publisher, { id, version: '1.1.0', actions: [actionOf(`${prefix}_add`)] });
    }
    const wider = [actionOf(`${widening.prefix}_add`), actionOf(`${widening.prefix}_more`)];
    await publishApproved(owner, publisher, { id: widening.id, version: '1.1.0', actions: wider });

    expect(await autoUpdate(directory.services)).toBe(1);
    const version = async ({ installation }: typeof still) =>
      (await readInstallation(owner, installation.id)).pluginVersion.version;
    expect([await version(still), await version(moving), await version(widening)]).toEqual(['1.0.0', '1.1.0', '1.0.0']);
    expect(await autoUpdate(directory.services)).toBe(0);
  });
});

describe('uninstalling', () => {
  it('takes the installation away', async () => {
    const { installation } = await newInstallation();
    const { audit } = await trailOf(owner, () => uninstallPlugin(owner, installation.id));
    expect(audit).toMatchObject([{ action: 'plugin.uninstalled', outcome: 'changed' }]);
    expect(await refusal(() => readInstallation(owner, installation.id))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a version is loaded', () => {
  it('as it was signed, and by those who see it', async () => {
    const { version } = await newPlugin();
    expect(await load(version.id)).toMatchObject({ digest: version.digest, manifest: { version: '1.0.0' } });
    const theirs = other.owner.db.tenant(other.tenantId, (tx) => loadVersion(tx, version.id));
    await expect(theirs).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('no more, once its digest was revoked, cached or not', async () => {
    const { version } = await newPlugin();
    await load(version.id);
    const { audit } = await trailOf(owner, () => revokeVersion(directory.services, version.digest, 'a backdoor'));
    expect(audit).toMatchObject([{ action: 'plugin_version.revoked' }]);
    await expect(load(version.id)).rejects.toMatchObject({ code: 'PRECONDITION_FAILED', reason: 'PLUGIN_REVOKED' });
  });

  it('no more, once the key that signed it was revoked', async () => {
    const stolen = await newPublisher(owner, 'stolen');
    const version = await publishApproved(owner, stolen, { id: 'stolen', actions: [] });
    await load(version.id);
    const { kid } = await owner.db.tenant(owner.tenantId, ({ prisma }) =>
      prisma.publisherKey.findUniqueOrThrow({ where: { id: stolen.keyId } }),
    );
    await revokeKey(directory.services, kid, 'stolen');
    await expect(load(version.id)).rejects.toMatchObject({ reason: 'PLUGIN_REVOKED' });
  });

  it('not because somebody else’s tenant has revoked it', async () => {
    const { version } = await newPlugin();
    await other.owner.db.tenant(other.tenantId, ({ prisma }) =>
      prisma.revocation.create({
        data: {
          id: crypto.randomUUID(),
          ownerTenantId: other.tenantId,
          kind: 'VERSION',
          subject: version.digest,
          reason: 'spite',
        },
      }),
    );
    expect(await load(version.id)).toMatchObject({ digest: version.digest });
  });

  it('not with an archive, a digest or a signature that was changed in the database', async () => {
    const changes = [
      `archive = (SELECT archive FROM plugin_versions v WHERE v.id <> plugin_versions.id LIMIT 1)`,
      `digest = encode(sha256('x'), 'hex')`,
      `signature = (SELECT signature FROM plugin_versions v WHERE v.id <> plugin_versions.id LIMIT 1)`,
    ];
    for (const change of changes) {
      const { version } = await newPlugin();
      await asOwner(`UPDATE plugin_versions SET ${change} WHERE id = '${version.id}'`);
      await expect(load(version.id)).rejects.toMatchObject({ reason: 'PLUGIN_TAMPERED' });
    }
  });
});

describe('every verb of installing', () => {
  it('refuses who only reads, and does not find another tenant’s', async () => {
    const auditor = await actor('AUDITOR');
    const { installation } = await newInstallation();
    const verbs = [
      (ctx: typeof owner) => upgradeInstallation(ctx, { id: installation.id }),
      (ctx: typeof owner) => setAutoUpdate(ctx, installation.id, true),
      (ctx: typeof owner) => uninstallPlugin(ctx, installation.id),
    ];
    for (const verb of verbs) {
      expect(await refusal(async () => verb(auditor))).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refusal(async () => verb(other.owner))).toMatchObject({ code: 'NOT_FOUND' });
    }
    const install = () => installPlugin(auditor, { pluginId: 'wiki-1', acceptPermissions: {} });
    expect(await refusal(async () => install())).toMatchObject({ code: 'FORBIDDEN' });
    expect(await readInstallation(auditor, installation.id)).toMatchObject({ id: installation.id });
  });
});
