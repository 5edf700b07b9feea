import { AbortSignal } from './abort.ts';
import { Headers } from './headers.ts';
import { JoineryError } from './joinery-error.ts';
import { startCall } from './link.ts';
import { type HostResponse, type Response, responseFrom } from './response.ts';
import { URL } from './url.ts';
import { URLSearchParams } from './url-search-params.ts';

interface Init {
  method?: string;
  headers?: unknown;
  body?: unknown;
  redirect?: 'follow' | 'manual';
  signal?: unknown;
}

const WITHOUT_BODY = ['GET', 'HEAD'];
const UPPER = /^(get|head|post|put|delete|options)$/i;

/** As in the Fetch Standard, as far as text goes: every status is an answer, and a TypeError says that there was none. */
export async function fetch(resource: unknown, init: Init = {}): Promise<Response> {
  const signal = init.signal instanceof AbortSignal ? init.signal : undefined;
  signal?.throwIfAborted();
  const request = requestOf(resource, init);
  const { answer, abandon } = startCall<HostResponse>('http.fetch', request);
  return responseFrom(await untilAborted(answer.catch(asTypeError), signal, abandon));
}

function requestOf(resource: unknown, { method = 'GET', headers, body, redirect = 'follow' }: Init) {
  const url = new URL(resource).toString();
  const name = UPPER.test(method) ? method.toUpperCase() : `${method}`;
  const fields = new Headers(headers ?? {});
  const text = body === null || body === undefined ? null : `${body}`;
  if (text !== null && WITHOUT_BODY.includes(name)) throw new TypeError(`a ${name} request has no body`);
  if (text !== null && !fields.has('content-type')) fields.set('content-type', typeOf(body));
  return { url, method: name, headers: [...fields], body: text, redirect };
}

function typeOf(body: unknown): string {
  return body instanceof URLSearchParams
    ? 'application/x-www-form-urlencoded;charset=UTF-8'
    : 'text/plain;charset=UTF-8';
}

/** No answer is a TypeError, whatever the reason; the reason is its cause. What the script may not do is told as it is. */
function asTypeError(error: unknown): never {
  if (!(error instanceof JoineryError) || error.code === 'REMOVAL_CAP') throw error;
  throw new TypeError(`fetch failed: ${error.message}`, { cause: error });
}

function untilAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined, abandon: () => void): Promise<T> {
  if (!signal) return answer;
  return new Promise((resolve, reject) => {
    const abort = () => {
      abandon();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort);
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
