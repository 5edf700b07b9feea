import type { EgressTls } from './contract.ts';
import type { Answer } from './exchange.ts';
import type { Fault } from './failure.ts';
import { parseTarget, type Target } from './target.ts';

/** One request of a chain of redirects. */
export interface Hop {
  target: Target;
  method: string;
  headers: Record<string, string> | undefined;
  body: string | undefined;
  tls: EgressTls | undefined;
}

const REDIRECT_STATUSES = new Set([301, 302, 303, 307, 308]);
/** All that another origin gets to see: a header not known to be harmless may be a credential. */
const HARMLESS_HEADERS = new Set(['accept', 'accept-language', 'content-language', 'content-type', 'user-agent']);
/** Describe a body, and go with it (Fetch, "request-body-header name"). */
const BODY_HEADERS = new Set([
  'content-encoding',
  'content-language',
  'content-location',
  'content-type',
  'content-length',
]);

export function isRedirect(answer: Answer): boolean {
  return REDIRECT_STATUSES.has(answer.status) && answer.headers.location !== undefined;
}

/**
 * The request that follows a redirect, by the rules of Fetch ("HTTP-redirect fetch"): 303, and 301 or 302 after
 * POST, become GET without a body. Stricter than Fetch where secrets are at stake: to another origin only
 * harmless headers go on, and https never leads to http.
 */
export function nextHop(hop: Hop, answer: Answer): Hop | Fault {
  const from = hop.target;
  const target = parseTarget(answer.headers.location ?? '', from.href);
  if (typeof target === 'string') return refuse(`${from.authority} redirects to a wrong place: ${target}`);
  if (from.isSecure && !target.isSecure) {
    return refuse(`${from.authority} redirects from https to http (${target.authority}), which is not followed`);
  }
  const becomesGet = dropsBody(answer.status, hop.method);
  const isSameOrigin = target.origin === from.origin;
  return {
    target,
    method: becomesGet ? 'GET' : hop.method,
    body: becomesGet ? undefined : hop.body,
    headers: keepHeaders(
      hop.headers,
      (name) => !(becomesGet && BODY_HEADERS.has(name)) && (isSameOrigin || HARMLESS_HEADERS.has(name)),
    ),
    tls: isSameOrigin || !hop.tls ? hop.tls : { ca: hop.tls.ca },
  };
}

function dropsBody(status: number, method: string): boolean {
  if (status === 303) return method !== 'GET' && method !== 'HEAD';
  return (status === 301 || status === 302) && method === 'POST';
}

function keepHeaders(headers: Record<string, string> | undefined, isKept: (name: string) => boolean) {
  return headers && Object.fromEntries(Object.entries(headers).filter(([name]) => isKept(name.toLowerCase())));
}

function refuse(message: string): Fault {
  return { ok: false, kind: 'redirect', message };
}
