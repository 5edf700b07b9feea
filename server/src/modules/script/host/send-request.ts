import { AppError } from '../../../errors.ts';
import type { EgressFailure, EgressSuccess } from '../../../platform/egress/index.ts';
import { currentTrace, inSpan, type TraceHeaders, toRequestHeaders } from '../../../platform/telemetry/index.ts';
import type { RunScope } from '../run-scope.ts';
import type { FetchInput } from './http.ts';

const MOST_BODY_BYTES = 4 * 1024 * 1024;
/** As in Fetch ("HTTP-redirect fetch", step 6). */
const MOST_REDIRECTS = 20;
/** What we decide: who we are where the script does not say, the trace, and that nothing is compressed. */
const OURS = new Set(['traceparent', 'tracestate', 'accept-encoding']);
/** What the script could have known before it asked, and where it can be told more exactly than "it failed". */
const CODES: Partial<Record<EgressFailure['kind'], 'INVALID_INPUT' | 'LIMIT_EXCEEDED'>> = {
  invalid_url: 'INVALID_INPUT',
  invalid_request: 'INVALID_INPUT',
  too_large: 'LIMIT_EXCEEDED',
  overloaded: 'LIMIT_EXCEEDED',
};

/** Sends a script's request. Every status is an answer; UPSTREAM_FAILED where there was none, with the reason. */
export async function sendRequest(scope: RunScope, request: FetchInput): Promise<EgressSuccess> {
  const { run, ctx, signal } = scope;
  const host = URL.parse(request.url)?.host ?? '';
  const attributes = { 'http.request.method': request.method, 'server.address': host, 'joinery.run_id': run.runId };
  const send = async () => {
    const response = await ctx.egress.request({
      url: request.url,
      method: request.method,
      headers: { 'user-agent': 'Joinery/1', ...merged(request.headers), ...ours(run) },
      ...(request.body === null ? {} : { body: request.body }),
      timeoutMs: Math.min(request.timeoutMs ?? run.timeoutMs, run.timeoutMs),
      maxResponseBytes: MOST_BODY_BYTES,
      maxRedirects: request.redirect === 'follow' ? MOST_REDIRECTS : 0,
      group: run.tenantId,
      ...(run.allowedHosts ? { onlyHosts: run.allowedHosts } : {}),
      signal,
    });
    return accept(response, host);
  };
  return inSpan('script.fetch', attributes, send, { kind: 'client' });
}

function accept(response: EgressSuccess | EgressFailure, host: string): EgressSuccess {
  if (!response.ok) throw new AppError(CODES[response.kind] ?? 'UPSTREAM_FAILED', response.message);
  const coding = response.headers['content-encoding'];
  if (!coding || coding.toLowerCase() === 'identity') return response;
  throw new AppError('UPSTREAM_FAILED', `${host} answered in the coding ${coding}, although it was asked for none`);
}

/** Text is what scripts get, in a size that is bounded as it comes: so nothing may come compressed. */
function ours(received: TraceHeaders): Record<string, string> {
  return { 'accept-encoding': 'identity', ...toRequestHeaders(currentTrace(received)) };
}

/** Names in lower case; what stands there twice is joined (RFC 9110 §5.3). */
function merged(headers: FetchInput['headers']): Record<string, string> {
  const single = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const before = single.get(key);
    if (!OURS.has(key)) single.set(key, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(single);
}
