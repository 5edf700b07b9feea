import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { headersOf } from './session/api.ts';
import { callerOf } from './session/caller.ts';

const FORWARDED = ['content-type', 'content-length', 'idempotency-key', 'accept', 'traceparent'] as const;
const ANSWERED = ['content-type', 'retry-after', 'x-request-id'] as const;

/** Sends an operation on to the API, as the person whose session it is, and its answer back; neither is read here. */
export async function proxyGraphql(
  apiUrl: string,
  accessToken: string | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const forwarded = FORWARDED.flatMap((name) => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const url = new URL(`${apiUrl}/graphql`);
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const upstream = send(url, {
    method: 'POST',
    headers: {
      ...Object.fromEntries(forwarded),
      ...headersOf({ ...callerOf(request), ...(accessToken ? { accessToken } : {}) }),
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    upstream.once('response', resolve);
    upstream.once('error', reject);
  });
  const [, answer] = await Promise.all([pipeline(request, upstream), answered]);
  response.statusCode = answer.statusCode ?? 502;
  for (const name of ANSWERED) {
    const value = answer.headers[name];
    if (value !== undefined) response.setHeader(name, value);
  }
  response.setHeader('cache-control', 'no-store');
  await pipeline(answer, response);
}
