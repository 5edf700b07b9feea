import { describe, expect, it } from 'vitest';
import {
  approvePluginVersion,
  rejectPluginVersion,
  yankPluginVersion,
} from '../../../server/src/modules/plugin/decide/decide.ts';
import {
  decidePublicVersion,
  listPendingVersions,
  publishPlugin,
  setPublisherTrust,
} from '../../../server/src/modules/plugin/index.ts';
import { listPlugins, readPlugin } from '../../../server/src/modules/plugin/list.ts';
import { createPublisher } from '../../../server/src/modules/plugin/publisher/create-publisher.ts';
import {
  registerPublisherKey,
  revokePublisherKey,
  verifyPublisherKey,
} from '../../../server/src/modules/plugin/publisher/keys.ts';
import { refusal, startDirectory, trailOf } from '../directory/setup.ts';
import { actionOf, BUNDLE, filesOf, manifestFor, newKey, zip } from './release.ts';
import { newPublisher, publishApproved, releaseOf } from './setup.ts';

const directory = await startDirectory();
const { owner, actor } = await directory.newTenant();
const other = await directory.newTenant();

describe('a publisher', () => {
  it('is created, and its key counts once its holder has signed the challenge', async () => {
    const { result: publisher, audit } = await trailOf(owner, () =>
      createPublisher(owner, { name: 'Acme', slug: 'acme' }),
    );
    expect(audit).toMatchObject([{ action: 'publisher.created', targetId: publisher.id }]);
    const pair = await newKey();
    const key = await registerPublisherKey(owner, { publisherId: 'acme', name: 'ci', publicJwk: pair.publicJwk });
    expect(key.verifiedAt).toBeNull();
    const stranger = await newKey();
    const wrong = await refusal(async () =>
      verifyPublisherKey(owner, { id: key.id, signature: await stranger.sign(key.challenge) }),
    );
    expect(wrong).toMatchObject({ code: 'FORBIDDEN', reason: 'SIGNATURE_INVALID' });
    const verified = await verifyPublisherKey(owner, { id: key.id, signature: await pair.sign(key.challenge) });
    expect(verified.verifiedAt).not.toBeNull();
  });

  it('keeps no private half', async () => {
    const publisher = await newPublisher(owner, 'halves');
    const publicJwk = { ...(await newKey()).publicJwk, d: 'x' };
    const refused = await refusal(async () =>
      registerPublisherKey(owner, { publisherId: publisher.id, name: 'x', publicJwk }),
    );
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'publicJwk.d' }] });
  });

  it('takes neither the deployment’s own name nor one that is taken', async () => {
    for (const slug of ['joinery', 'acme']) {
      expect(await refusal(async () => createPublisher(owner, { name: 'x', slug }))).toMatchObject({
        code: slug === 'joinery' ? 'INVALID_INPUT' : 'CONFLICT',
      });
    }
  });

  it('is nobody else’s to act for', async () => {
    const publisher = await newPublisher(owner, 'ours');
    const { publicJwk } = await newKey();
    const input = { publisherId: publisher.id, name: 'x', publicJwk };
    expect(await refusal(async () => registerPublisherKey(other.owner, input))).toMatchObject({ code: 'NOT_FOUND' });
    const revoke = () => revokePublisherKey(other.owner, { id: publisher.keyId, reason: 'x' });
    expect(await refusal(async () => revoke())).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('a private plugin', () => {
  it('is published, held, approved, and seen by its tenant alone', async () => {
    const publisher = await newPublisher(owner, 'private-one');
    const release = await releaseOf(publisher, { id: 'intranet', actions: [] });
    const { result: version, audit } = await trailOf(owner, () => publishPlugin(owner, release));
    expect(version).toMatchObject({ status: 'PENDING', version: '1.0.0' });
    expect(audit).toMatchObject([{ action: 'plugin_version.published', outcome: 'changed' }]);
    expect(await readPlugin(owner, 'intranet')).toMatchObject({ latestVersion: null });

    await approvePluginVersion(owner, version.id);
    expect(await readPlugin(owner, 'intranet')).toMatchObject({ latestVersion: '1.0.0' });
    expect(await refusal(() => readPlugin(other.owner, 'intranet'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(() => readPlugin(other.owner, version.pluginId))).toMatchObject({ code: 'NOT_FOUND' });
    const { rows } = await listPlugins(other.owner, { page: {}, filter: { text: 'intranet' } });
    expect(rows).toEqual([]);
    const keys = async (filter: object) =>
      (await listPlugins(owner, { page: {}, filter })).rows.map(({ row }) => row.key);
    expect(await keys({ isOwn: true })).toContain('intranet');
    expect(await keys({ text: 'intranet', isInstalled: true })).toEqual([]);
    expect(await keys({ text: 'intranet', isInstalled: false })).toEqual(['intranet']);
    expect(await refusal(() => yankPluginVersion(other.owner, version.id, 'x'))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is turned down with a reason, and its number is spent', async () => {
    const publisher = await newPublisher(owner, 'turned-down');
    const release = await releaseOf(publisher, { id: 'risky', actions: [] });
    const { id } = await publishPlugin(owner, release);
    expect(await rejectPluginVersion(owner, id, 'too much')).toMatchObject({
      status: 'REJECTED',
      statusReason: 'too much',
    });
    expect(await refusal(() => approvePluginVersion(owner, id))).toMatchObject({ code: 'CONFLICT' });
    expect(await refusal(() => publishPlugin(owner, release))).toMatchObject({
      code: 'CONFLICT',
      reason: 'VERSION_EXISTS',
    });
  });

  it('offers the version before, once the newest is yanked', async () => {
    const publisher = await newPublisher(owner, 'yanked');
    await publishApproved(owner, publisher, { id: 'shaky', actions: [] });
    const second = await publishApproved(owner, publisher, { id: 'shaky', version: '1.1.0', actions: [] });
    const { audit } = await trailOf(owner, () => yankPluginVersion(owner, second.id, 'loses data'));
    expect(audit).toMatchObject([{ action: 'plugin_version.yanked', detail: { reason: 'loses data' } }]);
    expect(await readPlugin(owner, 'shaky')).toMatchObject({ latestVersion: '1.0.0' });
  });
});

describe('a public plugin', () => {
  it('waits for the operator, then is seen by everyone', async () => {
    const publisher = await newPublisher(owner, 'public-one', false);
    const release = await releaseOf(publisher, { id: 'forum', actions: [] });
    const { id } = await publishPlugin(owner, release);
    expect(await refusal(() => readPlugin(other.owner, 'forum'))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(() => approvePluginVersion(owner, id))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await listPendingVersions(directory.services)).toMatchObject([{ plugin: 'forum', publisher: 'public-one' }]);

    const decision = { plugin: 'forum', version: '1.0.0', status: 'APPROVED', reason: null } as const;
    const { audit } = await trailOf(owner, () => decidePublicVersion(directory.services, decision));
    expect(audit).toMatchObject([{ action: 'plugin_version.approved', actorKind: 'system' }]);
    expect(await readPlugin(other.owner, 'forum')).toMatchObject({ latestVersion: '1.0.0' });
  });

  it('of a trusted publisher is let in at once', async () => {
    const publisher = await newPublisher(owner, 'trusted-one', false);
    await setPublisherTrust(directory.services, 'trusted-one', true);
    const release = await releaseOf(publisher, { id: 'trusty', actions: [] });
    expect(await publishPlugin(owner, release)).toMatchObject({ status: 'APPROVED' });
  });

  it('cannot be approved by its tenant, whatever its code says', async () => {
    const publisher = await newPublisher(owner, 'cheating', false);
    const { id } = await publishPlugin(owner, await releaseOf(publisher, { id: 'cheat', actions: [] }));
    const cheat = owner.db.tenant(owner.tenantId, ({ prisma }) =>
      prisma.pluginVersion.update({ where: { id }, data: { status: 'APPROVED' } }),
    );
    await expect(cheat).rejects.toThrow(/row-level security/);
    const trust = owner.db.tenant(owner.tenantId, ({ prisma }) =>
      prisma.publisher.update({ where: { id: publisher.id }, data: { isTrusted: true } }),
    );
    await expect(trust).rejects.toThrow(/permission denied/);
  });
});

describe('what is refused, says what to do, and stands in the audit log', () => {
  const refusedAs = async (release: { archive: string; signature: string }, expected: object) => {
    const { audit } = await trailOf(owner, async () => {
      expect(await refusal(() => publishPlugin(owner, release))).toMatchObject(expected);
    });
    expect(audit).toMatchObject([{ action: 'plugin_version.published', outcome: 'failed' }]);
  };

  it('a bundle that was changed after it was built', async () => {
    const publisher = await newPublisher(owner, 'tampered');
    const manifest = manifestFor('tampered', { id: 'tampered', actions: [] });
    const archive = await zip(filesOf(manifest, { 'bundle.js': `${BUNDLE} // and more` }));
    const signature = await publisher.sign(archive, manifest);
    await refusedAs(
      { archive: archive.toString('base64'), signature },
      { code: 'INVALID_INPUT', message: expect.stringMatching(/bundle\.js/) },
    );
  });

  it('an archive that would write beside the folder that it is unpacked in', async () => {
    const publisher = await newPublisher(owner, 'slipping');
    const manifest = manifestFor('slipping', { id: 'slipping', actions: [] });
    const written = await zip({ ...filesOf(manifest), 'xxxevil.js': 'x' });
    const archive = Buffer.from(written.toString('latin1').replaceAll('xxxevil.js', '../evil.js'), 'latin1');
    const signature = await publisher.sign(archive, manifest);
    const expected = { code: 'INVALID_INPUT', fields: [{ path: 'archive', message: expect.any(String) }] };
    await refusedAs({ archive: archive.toString('base64'), signature }, expected);
  });

  it('an archive that was changed after it was signed', async () => {
    const publisher = await newPublisher(owner, 'resigned');
    const { signature, manifest } = await releaseOf(publisher, { id: 'resigned', actions: [] });
    const archive = await zip(filesOf(manifest, { 'README.md': '# Another' }));
    const expected = { code: 'FORBIDDEN', reason: 'SIGNATURE_INVALID', message: expect.stringMatching(/digest/) };
    await refusedAs({ archive: archive.toString('base64'), signature }, expected);
  });

  it('a signature by a key that is not the publisher’s', async () => {
    const publisher = await newPublisher(owner, 'wrong-key');
    const stranger = await newPublisher(other.owner, 'stranger');
    const { archive, manifest } = await releaseOf(publisher, { id: 'wrong-key', actions: [] });
    const signature = await stranger.sign(Buffer.from(archive, 'base64'), manifest);
    await refusedAs({ archive, signature }, { code: 'FORBIDDEN', reason: 'KEY_UNKNOWN' });
  });

  it('a signature that names the publisher’s key and is by another', async () => {
    const publisher = await newPublisher(owner, 'forged');
    const { archive, signature } = await releaseOf(publisher, { id: 'forged', actions: [] });
    const [header, payload] = signature.split('.');
    const forged = `${header}.${payload}.${Buffer.alloc(64, 1).toString('base64url')}`;
    await refusedAs({ archive, signature: forged }, { code: 'FORBIDDEN', reason: 'SIGNATURE_INVALID' });
  });

  it('a signature by a key that was revoked', async () => {
    const publisher = await newPublisher(owner, 'revoked-key');
    const release = await releaseOf(publisher, { id: 'revoked-key', actions: [] });
    await revokePublisherKey(owner, { id: publisher.keyId, reason: 'it was on a laptop that was stolen' });
    await refusedAs(release, { code: 'FORBIDDEN', reason: 'KEY_REVOKED' });
  });

  it('a version below the newest', async () => {
    const publisher = await newPublisher(owner, 'downgraded');
    await publishApproved(owner, publisher, { id: 'downgraded', version: '2.0.0', actions: [] });
    const release = await releaseOf(publisher, { id: 'downgraded', version: '1.9.9', actions: [] });
    await refusedAs(release, { code: 'CONFLICT', reason: 'DOWNGRADE' });
  });

  it('a patch release that may do more', async () => {
    const publisher = await newPublisher(owner, 'patched');
    const add = actionOf('patched_add');
    const remove = actionOf('patched_remove', { effect: 'destructive' });
    await publishApproved(owner, publisher, { id: 'patched', actions: [add] });
    const patch = await releaseOf(publisher, { id: 'patched', version: '1.0.1', actions: [add, remove] });
    await refusedAs(patch, {
      code: 'INVALID_INPUT',
      fields: [{ path: 'manifest.version', message: expect.stringMatching(/patched_remove/) }],
    });
    const minor = await releaseOf(publisher, { id: 'patched', version: '1.1.0', actions: [add, remove] });
    expect(await publishPlugin(owner, minor)).toMatchObject({ version: '1.1.0' });
  });

  it('a plugin of another publisher, or in the name of another publisher', async () => {
    const theirs = await newPublisher(other.owner, 'first-come', false);
    await publishPlugin(other.owner, await releaseOf(theirs, { id: 'first-come', actions: [] }));
    const ours = await newPublisher(owner, 'second-come');
    const taken = await releaseOf(ours, { id: 'first-come', actions: [] });
    await refusedAs(taken, { code: 'FORBIDDEN', reason: 'PLUGIN_TAKEN' });
    await refusedAs(await releaseOf(theirs, { id: 'other', actions: [] }), { code: 'FORBIDDEN' });
    const unknown = await releaseOf({ ...ours, slug: 'nobody' }, { id: 'other', actions: [] });
    await refusedAs(unknown, { code: 'NOT_FOUND' });
  });
});

describe('every verb of publishing', () => {
  it('leaves its entry in the audit log', async () => {
    const publisher = await newPublisher(owner, 'told');
    const pair = await newKey();
    const [first, second] = [
      await publishPlugin(owner, await releaseOf(publisher, { id: 'told', actions: [] })),
      await publishPlugin(owner, await releaseOf(publisher, { id: 'told', version: '1.1.0', actions: [] })),
    ];
    const { audit } = await trailOf(owner, async () => {
      const input = { publisherId: publisher.id, name: 'second', publicJwk: pair.publicJwk };
      const key = await registerPublisherKey(owner, input);
      const proof = { id: key.id, signature: await pair.sign(key.challenge) };
      await verifyPublisherKey(owner, proof);
      await verifyPublisherKey(owner, proof);
      for (const reason of ['lost', 'lost again']) await revokePublisherKey(owner, { id: key.id, reason });
      for (const { id } of [first, first]) await approvePluginVersion(owner, id);
      await rejectPluginVersion(owner, second.id, 'too much');
      for (const reason of ['slow', 'slow again']) await yankPluginVersion(owner, first.id, reason);
    });
    expect(audit.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'publisher_key.registered changed',
      'publisher_key.verified changed',
      'publisher_key.verified noop',
      'publisher_key.revoked changed',
      'publisher_key.revoked noop',
      'plugin_version.approved changed',
      'plugin_version.approved noop',
      'plugin_version.rejected changed',
      'plugin_version.yanked changed',
      'plugin_version.yanked noop',
    ]);
  });

  it('refuses who only reads', async () => {
    const auditor = await actor('AUDITOR');
    const verbs = [
      () => createPublisher(auditor, { name: 'x', slug: 'x' }),
      () => registerPublisherKey(auditor, {}),
      () => verifyPublisherKey(auditor, {}),
      () => revokePublisherKey(auditor, { id: 'x', reason: 'x' }),
      () => publishPlugin(auditor, { archive: '', signature: '' }),
      () => approvePluginVersion(auditor, 'x'),
      () => rejectPluginVersion(auditor, 'x', 'x'),
      () => yankPluginVersion(auditor, 'x', 'x'),
    ];
    for (const verb of verbs) expect(await refusal(async () => verb())).toMatchObject({ code: 'FORBIDDEN' });
  });
});
