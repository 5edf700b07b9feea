import type { TwinAnswer, TwinRequest } from '@joinery/plugin-sdk/testing';

export interface Secret {
  uid: string;
  annotations: Record<string, string>;
  data: Record<string, string>;
}

/** Fewer than are asked for: a server may, and says how the list goes on. */
const MOST_LISTED = 2;

/** Secrets of a cluster: with their data, in base64, unless the metadata alone is asked for. */
export function answerOfSecrets(request: TwinRequest, secrets: Map<string, Secret>): TwinAnswer {
  const { method, path, headers, body } = request;
  if (method === 'GET' && path.endsWith('/secrets')) return listOf(request, secrets);
  const given = body as { metadata?: { name: string; annotations: Record<string, string> }; stringData: object };
  const name = given?.metadata?.name ?? path.split('/').at(-1) ?? '';
  const there = secrets.get(name);
  if (method === 'POST' && there) return { status: 409, body: { reason: 'AlreadyExists' } };
  if (method === 'POST')
    secrets.set(name, { uid: `uid-${name}-${secrets.size}`, annotations: given.metadata?.annotations ?? {}, data: {} });
  const secret = secrets.get(name);
  if (!secret) return { status: 404, body: { reason: 'NotFound' } };
  if (method === 'DELETE') {
    const { preconditions } = body as { preconditions: { uid: string } };
    if (preconditions.uid !== secret.uid) return { status: 409, body: { reason: 'Conflict' } };
    secrets.delete(name);
    return { status: 200, body: { kind: 'Status', status: 'Success' } };
  }
  if (method === 'PATCH' && headers['content-type'] !== 'application/merge-patch+json')
    return { status: 415, body: { reason: 'UnsupportedMediaType' } };
  if (method !== 'GET') Object.assign(secret.data, given.stringData);
  const metadata = { name, annotations: secret.annotations };
  if (String(headers.accept).includes('as=PartialObjectMetadata'))
    return { status: 200, body: { kind: 'PartialObjectMetadata', metadata } };
  const data = Object.entries(secret.data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
  return { status: 200, body: { kind: 'Secret', metadata, data: Object.fromEntries(data) } };
}

function listOf({ headers, query }: TwinRequest, secrets: Map<string, Secret>): TwinAnswer {
  if (!String(headers.accept).includes('as=PartialObjectMetadataList')) return { status: 406, body: {} };
  const from = Number(query.get('continue') ?? 0);
  const to = from + Math.min(MOST_LISTED, Number(query.get('limit') ?? MOST_LISTED));
  const items = [...secrets].slice(from, to).map(([name, { uid, annotations }]) => ({
    metadata: { name, uid, annotations },
  }));
  const metadata = to < secrets.size ? { continue: String(to) } : {};
  return { status: 200, body: { kind: 'PartialObjectMetadataList', metadata, items } };
}
