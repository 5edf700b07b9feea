import type { Manifest } from '@joinery/plugin-sdk/manifest';
import type { Account, TestApi } from '../../harness/api.ts';
import { filesOf, manifestFor, newKey, sha256, zip } from '../../server/plugin/release.ts';

/** What an author has at hand to publish: the archive, and a signature over what it is. */
export interface SignedRelease {
  archive: Buffer;
  signature: string;
}

type KeyPair = Awaited<ReturnType<typeof newKey>>;

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" rx="8" fill="#0c8599"/><path d="M8 12l6 16 6-16 6 16 6-16" fill="none" stroke="#fff" stroke-width="3" stroke-linejoin="round"/></svg>`;

/** A version of the plugin `wiki`, as `joinery-plugin build` and `sign` make it. */
export async function releaseBy(
  publisher: { slug: string; kid: string; pair: KeyPair },
  over: Partial<Manifest> = {},
): Promise<SignedRelease> {
  const { slug, kid, pair } = publisher;
  const manifest = manifestFor(slug, over);
  const archive = await zip(filesOf(manifest, { 'logo.svg': LOGO }));
  const release = { digest: sha256(archive), plugin: manifest.id, version: manifest.version, publisher: slug };
  return { archive, signature: await pair.sign(JSON.stringify(release), kid) };
}

type Ask = <Data>(query: string, variables?: object) => Promise<Data>;

/** A publisher of the tenant's own, with a key that counts. */
export async function startPublisher(ask: Ask, slug: string, name = slug) {
  const { createPublisher } = await ask<{ createPublisher: { id: string } }>(
    'mutation ($input: CreatePublisherInput!) { createPublisher(input: $input) { id } }',
    { input: { name, slug, isPrivate: true } },
  );
  const pair = await newKey();
  const { registerPublisherKey: key } = await ask<{
    registerPublisherKey: { id: string; kid: string; challenge: string };
  }>('mutation ($input: RegisterPublisherKeyInput!) { registerPublisherKey(input: $input) { id kid challenge } }', {
    input: { publisherId: createPublisher.id, name: 'ci', publicJwk: pair.publicJwk },
  });
  await ask('mutation ($input: VerifyPublisherKeyInput!) { verifyPublisherKey(input: $input) { id } }', {
    input: { id: key.id, signature: await pair.sign(key.challenge) },
  });
  /** Publishes a version of `wiki`, which waits for its approval. */
  return async (over: Partial<Manifest>): Promise<string> => {
    const { archive, signature } = await releaseBy({ slug, kid: key.kid, pair }, over);
    const { publishPlugin } = await ask<{ publishPlugin: { id: string } }>(
      'mutation ($input: PublishPluginInput!) { publishPlugin(input: $input) { id } }',
      { input: { archive: archive.toString('base64'), signature } },
    );
    return publishPlugin.id;
  };
}

/** A publisher of the tenant's own, and what puts an approved version of `wiki` into its marketplace. */
export async function startPublishing(api: TestApi, { token }: Account, slug: string) {
  const ask: Ask = (query, variables) => api.ask(token, query, variables);
  const publish = await startPublisher(ask, slug);
  return async (over: Partial<Manifest>): Promise<void> => {
    await approve(ask, await publish(over));
  };
}

export async function approve(ask: Ask, versionId: string): Promise<void> {
  await ask('mutation ($id: ID!) { approvePluginVersion(id: $id) { id } }', { id: versionId });
}
