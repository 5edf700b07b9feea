import { createHash } from 'node:crypto';
import { type Manifest, permissionsOf } from '@joinery/plugin-sdk/manifest';
import { CompactSign, exportJWK, generateKeyPair, type JWK } from 'jose';
import yazl from 'yazl';
import type { Context } from '../../../server/src/context.ts';
import { approvePluginVersion } from '../../../server/src/modules/plugin/decide/decide.ts';
import { publishPlugin } from '../../../server/src/modules/plugin/index.ts';
import { createPublisher } from '../../../server/src/modules/plugin/publisher/create-publisher.ts';
import { registerPublisherKey, verifyPublisherKey } from '../../../server/src/modules/plugin/publisher/keys.ts';

export const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A key pair of a publisher's, and what it signs. */
export async function newKey() {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const publicJwk: JWK = await exportJWK(publicKey);
  return {
    publicJwk,
    sign: (text: string, kid = '') =>
      new CompactSign(new TextEncoder().encode(text)).setProtectedHeader({ alg: 'EdDSA', kid }).sign(privateKey),
  };
}

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

/** A bundle that answers checks, and every action, as if it had changed something. */
export const BUNDLE = `var plugin = { default: async ({ input }) => JSON.stringify(input.operation === 'check'
  ? { check: { identity: 'wiki', missing: [] } } : { outcome: 'changed', output: {} }) };`;

export function manifestFor(publisher: string, over: Partial<Manifest> = {}, bundle = BUNDLE): Manifest {
  return {
    sdk: 1,
    id: 'wiki',
    name: 'Wiki',
    version: '1.0.0',
    description: 'Pages, and who may write them.',
    category: 'general',
    publisher,
    config: { type: 'object', properties: { space: { type: 'string' } }, additionalProperties: false },
    secrets: { token: { title: 'Access token', description: 'Of an administrator.' } },
    egress: { api: 'https://wiki.example' },
    auth: { api: { type: 'bearer', token: { secret: 'token' } } },
    actions: [actionOf('wiki_api_add_writer')],
    resources: [],
    bundle: { sha256: sha256(bundle) },
    ...over,
  };
}

export function actionOf(id: string, over: Partial<Manifest['actions'][number]> = {}): Manifest['actions'][number] {
  const schema = { type: 'object', properties: { user: { type: 'string' } }, additionalProperties: false };
  const kept = { title: 'Let somebody write', inverse: null, idempotent: true, permissions: [] };
  return { id, input: schema, output: { type: 'object' }, effect: 'write', ...kept, ...over };
}

type Files = Record<string, string | Buffer>;

/** The files of an archive, each of which can be another. */
export function filesOf(manifest: Manifest, over: Files = {}): Files {
  return {
    'manifest.json': JSON.stringify(manifest),
    'bundle.js': BUNDLE,
    'README.md': '# Wiki\n',
    'logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    'CHANGELOG.md': '# 1.0.0\n',
    ...over,
  };
}

export async function zip(files: Files, options: Partial<yazl.Options> = {}): Promise<Buffer> {
  const file = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) file.addBuffer(Buffer.from(content), name, options);
  file.end();
  const chunks: Buffer[] = [];
  for await (const chunk of file.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
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
