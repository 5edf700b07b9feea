import { type Manifest, permissionsOf } from '@joinery/plugin-sdk/manifest';
import type { Context } from '../../../server/src/context.ts';
import { approvePluginVersion } from '../../../server/src/modules/plugin/decide/decide.ts';
import { publishPlugin } from '../../../server/src/modules/plugin/index.ts';
import { createPublisher } from '../../../server/src/modules/plugin/publisher/create-publisher.ts';
import { registerPublisherKey, verifyPublisherKey } from '../../../server/src/modules/plugin/publisher/keys.ts';
import { BUNDLE, filesOf, manifestFor, newKey, sha256, zip } from './release.ts';

export interface TestPublisher {
  id: string;
  slug: string;
  keyId: string;
  /** The signature of a release, by a key that the publisher has. */
  sign(archive: Buffer, manifest: Manifest): Promise<string>;
}

/** A publisher of the tenant, with a key that counts. */
export async function newPublisher(owner: Context, slug: string, isPrivate = true): Promise<TestPublisher> {
  const publisher = await createPublisher(owner, { name: slug, slug, isPrivate });
  const pair = await newKey();
  const key = await registerPublisherKey(owner, { publisherId: publisher.id, name: 'ci', publicJwk: pair.publicJwk });
  await verifyPublisherKey(owner, { id: key.id, signature: await pair.sign(key.challenge) });
  return {
    id: publisher.id,
    slug,
    keyId: key.id,
    sign: (archive, { id: plugin, version }) =>
      pair.sign(JSON.stringify({ digest: sha256(archive), plugin, version, publisher: slug }), key.kid),
  };
}

export interface Release {
  archive: string;
  signature: string;
}

/** A release as `joinery-plugin` would send it. */
export async function releaseOf(
  publisher: TestPublisher,
  over: Partial<Manifest> = {},
  bundle = BUNDLE,
): Promise<Release & { manifest: Manifest }> {
  const manifest = manifestFor(publisher.slug, over, bundle);
  const archive = await zip(filesOf(manifest, { 'bundle.js': bundle }));
  return { archive: archive.toString('base64'), signature: await publisher.sign(archive, manifest), manifest };
}

/** Publishes a private version and lets it in: what can be installed. */
export async function publishApproved(
  owner: Context,
  publisher: TestPublisher,
  over: Partial<Manifest> = {},
  bundle = BUNDLE,
) {
  const { archive, signature, manifest } = await releaseOf(publisher, over, bundle);
  const version = await publishPlugin(owner, { archive, signature });
  await approvePluginVersion(owner, version.id);
  return { ...version, permissions: permissionsOf(manifest) };
}
