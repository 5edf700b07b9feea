import { changed, noop, ProviderError } from '@joinery/plugin-sdk';
import type { Outcome } from '@joinery/plugin-sdk/types';
import type { ArgoCd } from './config-map.ts';
import { Metadata, MetadataList } from './schemas.ts';

const SECRETS = '/api/v1/namespaces/{namespace}/secrets';
const SECRET = `${SECRETS}/{name}`;
/** Kubernetes then answers no data of a Secret, and what it is given is not seen again. */
const ONLY_METADATA = { accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1' };
const ONLY_METADATA_OF_ALL = { accept: 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1' };
const MARK = 'joinery/argo-cd-token';
const PAGE = 200;

export interface NewToken {
  /** Whose it is, and which: `account/ci/nightly`. */
  name: string;
  secret: string;
  isThere: boolean;
  revoke(): Promise<unknown>;
  /** Answers the token, sealed. */
  create(): Promise<string>;
}

export const accountToken = (account: string, token: string) => `account/${account}/${token}`;
export const roleToken = (project: string, role: string, token: string) => `project/${project}/${role}/${token}`;

/**
 * Creates a token and puts it into a Secret of Kubernetes, where whoever it is for reads it: it goes past Joinery sealed,
 * and past every log. One that is there without its Secret is nobody's, and is made anew.
 */
export async function keepToken(
  ctx: ArgoCd,
  { name, secret, ...token }: NewToken,
): Promise<Outcome<Record<string, never>>> {
  const namespace = ctx.config.tokenNamespace;
  if (namespace === undefined)
    throw new ProviderError('invalid', 'the connection has no tokenNamespace, so that there is no place for a token');
  const kubernetes = ctx.http.at('kubernetes');
  const params = { namespace, name: secret };
  const there = await kubernetes.get(SECRET, { params, headers: ONLY_METADATA, schema: Metadata, allow: [404] });
  const mark = there.ok ? (there.data.metadata.annotations?.[MARK] ?? '') : undefined;
  if (mark !== undefined && mark !== name)
    throw new ProviderError('conflict', `the Secret ${secret} is there already, and holds something else`);
  if (mark === name && token.isThere) return noop({}, 'is there already');
  if (token.isThere) await token.revoke();
  const content = { stringData: { token: await token.create() } };
  if (mark === undefined) {
    const metadata = { name: secret, namespace, annotations: { [MARK]: name } };
    const body = { apiVersion: 'v1', kind: 'Secret', type: 'Opaque', metadata, ...content };
    await kubernetes.post(SECRETS, { params, headers: ONLY_METADATA, body });
  } else {
    const headers = { ...ONLY_METADATA, 'content-type': 'application/merge-patch+json' };
    await kubernetes.patch(SECRET, { params, headers, body: content });
  }
  return changed({});
}

/**
 * Revokes a token, if it is there, and removes the Secrets that hold it: they are good for nothing then. What somebody has
 * put in the place of one meanwhile stays.
 */
export async function dropToken(
  ctx: ArgoCd,
  name: string,
  revoke: (() => Promise<unknown>) | undefined,
): Promise<Outcome<Record<string, never>>> {
  await revoke?.();
  const namespace = ctx.config.tokenNamespace;
  const held = namespace === undefined ? [] : await secretsOf(ctx, namespace, name);
  for (const { name: secret, uid } of held) {
    const params = { namespace: namespace ?? '', name: secret };
    await ctx.http.at('kubernetes').delete(SECRET, {
      ...{ params, headers: ONLY_METADATA, allow: [404, 409] },
      body: { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid } },
    });
  }
  return revoke || held.length > 0 ? changed({}) : noop({}, 'is gone already');
}

async function secretsOf(ctx: ArgoCd, namespace: string, name: string): Promise<{ name: string; uid: string }[]> {
  const all = ctx.http.at('kubernetes').pages(SECRETS, {
    params: { namespace },
    query: { limit: PAGE },
    headers: ONLY_METADATA_OF_ALL,
    schema: MetadataList,
    items: ({ items }) => items,
    paging: { by: 'cursor', param: 'continue', at: 'metadata.continue' },
  });
  const found = [];
  for await (const { metadata } of all) if (metadata.annotations?.[MARK] === name) found.push(metadata);
  return found;
}
