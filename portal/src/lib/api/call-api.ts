import { ApiError, dataOf } from './api-error';
import type { Document } from './document';

/** Calls the API from a page, through the portal's own server. Throws ApiError. */
export async function callApi<Data, Variables>(
  document: Document<Data, Variables>,
  variables?: Variables,
  options: { signal?: AbortSignal; idempotencyKey?: string } = {},
): Promise<Data> {
  const { signal, idempotencyKey } = options;
  const answer = await fetch('/api/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}) },
    body: JSON.stringify({ query: document.toString(), variables }),
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new ApiError({ message: 'The portal cannot be reached. Are you online?', extensions: { code: 'OFFLINE' } });
  });
  return dataOf(await answer.json());
}
