import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { headersOf } from './session/api.ts';
import { callerOf } from './session/caller.ts';

const FORWARDED = ['content-type', 'content-length', 'idempotency-key', 'accept', 'traceparent'] as const;
const ANSWERED = ['content-type', 'retry-after', 'x-request-id'] as const;

/** Sends a request on to this address of the API, as the person whose session it is, and its answer back; neither is read here. */
export async function proxyToApi(
  address: string,
  accessToken: string | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const forwarded = FORWARDED.flatMap((name) => {
    const value = request.headers[name];
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  const url = new URL(address);
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
    upstream.on('error', reject);
  });
  request.once('close', () => {
    if (!request.complete) upstream.destroy();
  });
  request.pipe(upstream);
  const answer = await answered;
  // What is refused half-way is answered before its end, and a browser listens only once it has sent all of it.
  request.unpipe(upstream);
  request.resume();
  response.statusCode = answer.statusCode ?? 502;
  for (const name of ANSWERED) {
    const value = answer.headers[name];
    if (value !== undefined) response.setHeader(name, value);
  }
  response.setHeader('cache-control', 'no-store');
  await pipeline(answer, response);
  if (!upstream.writableFinished) upstream.destroy();
}
