import type { HttpCall } from '../guest/protocol.ts';
import { authHeaders, hasToken } from './authenticate.ts';
import type { Connection } from './connection.ts';
import type { Endpoint } from './endpoint.ts';
import type { HostRun, HostServices } from './plugin-host.ts';
import { Refusal } from './refusal.ts';
import { askedWaitMs, isRateLimited, waitBefore } from './retry-after.ts';
import type { OutgoingAnswer, OutgoingRequest } from './transport.ts';

const MOST_ATTEMPTS = 6;
const MOST_UNANSWERED = 3;
const MOST_REDIRECTS = 5;
const REQUEST_MS = 30_000;
const PASSING = [502, 503, 504];
/** Headers that are the host's to set. */
const RESERVED = new Set([
  'authorization',
  'host',
  'content-length',
  'connection',
  'transfer-encoding',
  'cookie',
  'proxy-authorization',
]);

export interface SendOptions {
  run: HostRun;
  connection: Connection;
  endpoint: Endpoint;
  url: string;
  call: HttpCall;
  isWrite: boolean;
  /** Told when the provider asks not to be asked before a time (milliseconds since the epoch) that is not waited for. */
  onPutOff(untilMs: number): void;
}

type Answer = { status: number; headers: Record<string, string>; body: string };

/** Sends until there is an answer to give back, or no time left. Throws Refusal when there was no answer at all. */
export async function sendWithin(services: HostServices, options: SendOptions): Promise<Answer> {
  const { run, connection, endpoint, url, call } = options;
  const spec = run.manifest.auth[call.endpoint] ?? { type: 'none' as const };
  const tokenKey = JSON.stringify([run.connectionKey, call.endpoint]);
  const isRepeatable = !options.isWrite || run.action?.idempotent === true;
  const authenticated = async () => {
    const auth = await authHeaders(spec, {
      connection,
      endpoint,
      tokens: services.tokens,
      tokenKey,
      nowMs: services.now(),
      send: (request) =>
        // A token that was asked for twice does no harm.
        repeated(services, run, {
          isRepeatable: true,
          send: () => sendOnce(services, run, { ...request, ca: endpoint.ca, maxRedirects: 0 }),
        }),
    });
    return sendOnce(services, run, requestOf(call, { endpoint, url, auth }));
  };
  const answer = await repeated(services, run, { isRepeatable, send: authenticated });
  if (answer.ok) notePutOff(answer, services.now(), options);
  const isStale = answer.ok && answer.status === 401 && hasToken(spec, connection);
  if (!isStale) return given(answer);
  services.tokens.drop(tokenKey);
  return given(await repeated(services, run, { isRepeatable, send: authenticated }));
}

/** An answer that asks to wait and is given back all the same: there was no time for it. */
function notePutOff(answer: OutgoingAnswer & { ok: true }, nowMs: number, { onPutOff }: SendOptions): void {
  if (!isRateLimited(answer) && answer.status !== 503) return;
  const waitMs = askedWaitMs(answer, nowMs);
  if (waitMs !== undefined) onPutOff(nowMs + waitMs);
}

/** Sends again for as long as that is worth it. */
async function repeated(
  services: HostServices,
  run: HostRun,
  { isRepeatable, send }: { isRepeatable: boolean; send(): Promise<OutgoingAnswer> },
): Promise<OutgoingAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await send();
    const most = answer.ok ? MOST_ATTEMPTS : MOST_UNANSWERED;
    if (attempt >= most || !isWorthRepeating(answer, isRepeatable)) return answer;
    const nowMs = services.now();
    const headers = answer.ok ? answer.headers : {};
    const waitMs = (!answer.ok && answer.retryAfterMs) || waitBefore(attempt, { headers }, nowMs);
    if (nowMs + waitMs >= run.deadlineMs) return answer;
    await services.wait(waitMs, run.signal);
    throwIfCancelled(run);
  }
}

function requestOf(
  { method, headers, body }: HttpCall,
  { endpoint, url, auth }: { endpoint: Endpoint; url: string; auth: Record<string, string> },
) {
  const own = [...Object.entries(endpoint.headers), ...Object.entries(headers)]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !RESERVED.has(name));
  return {
    url,
    method,
    headers: { 'user-agent': 'Joinery', ...Object.fromEntries(own), ...auth },
    ...(body === null ? {} : { body }),
    onlyHosts: [endpoint.host],
    ca: endpoint.ca,
    maxRedirects: method === 'GET' || method === 'HEAD' ? MOST_REDIRECTS : 0,
  };
}

async function sendOnce(
  services: HostServices,
  run: HostRun,
  request: Omit<OutgoingRequest, 'timeoutMs' | 'signal'>,
): Promise<OutgoingAnswer> {
  const { deadlineMs, signal } = run;
  const rate = run.manifest.rateLimit ?? {};
  const account = accountOf(run);
  const leave = await services.limiter.enter(account, rate, { nowMs: services.now(), signal });
  try {
    for (let waitMs = 1; waitMs > 0; ) {
      throwIfCancelled(run);
      waitMs = await services.limiter.take(account, rate, services.now());
      if (services.now() + waitMs > deadlineMs)
        throw new Refusal('rate_limited', 'the account has no room for another request in time');
      if (waitMs > 0) await services.wait(waitMs, signal);
    }
    const timeoutMs = Math.min(REQUEST_MS, deadlineMs - services.now());
    return await services.transport({ ...request, timeoutMs, signal });
  } finally {
    leave();
  }
}

/** Whose budget the requests are out of: that of the account which the configuration names, or the connection's own. */
function accountOf({ manifest, config, connectionKey }: HostRun): string {
  const { id, account } = manifest;
  return JSON.stringify(account ? [id, ...account.map((key) => config[key] ?? null)] : { id, connectionKey });
}

function isWorthRepeating(answer: OutgoingAnswer, isRepeatable: boolean): boolean {
  if (!answer.ok) return answer.kind === 'unsent' || (answer.kind === 'failed' && isRepeatable);
  if (isRateLimited(answer)) return true;
  if (!PASSING.includes(answer.status)) return false;
  // Who says when to come back has not begun.
  return isRepeatable || (answer.status === 503 && answer.headers['retry-after'] !== undefined);
}

function given(answer: OutgoingAnswer): Answer {
  if (!answer.ok) throw new Refusal(answer.kind === 'denied' ? 'denied' : 'unavailable', answer.message);
  return { ...answer, status: isRateLimited(answer) ? 429 : answer.status };
}

function throwIfCancelled({ signal }: HostRun): void {
  if (signal?.aborted) throw new Refusal('unavailable', 'the run was cancelled');
}
