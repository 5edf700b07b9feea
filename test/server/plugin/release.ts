import { createHash } from 'node:crypto';
import type { Manifest } from '@joinery/plugin-sdk/manifest';
import { CompactSign, exportJWK, generateKeyPair, type JWK } from 'jose';
import yazl from 'yazl';

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
