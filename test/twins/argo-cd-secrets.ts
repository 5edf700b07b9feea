import type { TwinAnswer, TwinRequest } from '@joinery/plugin-sdk/testing';

export interface Secret {
  annotations: Record<string, string>;
  data: Record<string, string>;
}

/** Secrets of a cluster: with their data, in base64, unless the metadata alone is asked for. */
export function answerOfSecrets(
  { method, path, headers, body }: TwinRequest,
  secrets: Map<string, Secret>,
): TwinAnswer {
  const given = body as { metadata?: { name: string; annotations: Record<string, string> }; stringData: object };
  const name = given?.metadata?.name ?? path.split('/').at(-1) ?? '';
  const there = secrets.get(name);
  if (method === 'POST' && there) return { status: 409, body: { reason: 'AlreadyExists' } };
  if (method === 'POST') secrets.set(name, { annotations: given.metadata?.annotations ?? {}, data: {} });
  const secret = secrets.get(name);
  if (!secret) return { status: 404, body: { reason: 'NotFound' } };
  if (method === 'PATCH' && headers['content-type'] !== 'application/merge-patch+json')
    return { status: 415, body: { reason: 'UnsupportedMediaType' } };
  if (method !== 'GET') Object.assign(secret.data, given.stringData);
  const metadata = { name, annotations: secret.annotations };
  if (String(headers.accept).includes('as=PartialObjectMetadata'))
    return { status: 200, body: { kind: 'PartialObjectMetadata', metadata } };
  const data = Object.entries(secret.data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
  return { status: 200, body: { kind: 'Secret', metadata, data: Object.fromEntries(data) } };
}
