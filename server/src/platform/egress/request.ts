import { leave, tryEnter, waitToEnter } from './admission.ts';
import { Cancellation } from './cancellation.ts';
import type { Passage, Verdict } from './circuit-breaker.ts';
import type { EgressFailure, EgressFailureKind, EgressLimits, EgressRequest, EgressResult } from './contract.ts';
import type { Destination } from './destination.ts';
import type { Directory } from './directory.ts';
import { type Answer, exchange } from './exchange.ts';
import { explainFault, type Fault } from './failure.ts';
import { namesHost } from './host-rule.ts';
import { type Hop, isRedirect, nextHop } from './redirects.ts';
import { findInvalidPart } from './request-check.ts';
import { parseTarget } from './target.ts';

const DEFAULT_MAX_RESPONSE_BYTES = 1024 * 1024;
/** The longest a Node timer can run. */
const MAX_TIMER_MS = 2 ** 31 - 1;
/** When a group's queue is full or slow: about the time in which it moves on. */
const OVERLOAD_RETRY_MS = 1_000;
const SHUTTING_DOWN: Fault = { ok: false, kind: 'aborted', message: 'the server is shutting down; nothing was sent' };
/** Failures that the destination, or the way there, is to blame for. */
const TRANSPORT_FAILURES = new Set<EgressFailureKind>(['connect', 'timeout', 'reset', 'tls', 'dns']);
/** Failures that only a destination that is up can cause. */
const ANSWERED_FAILURES = new Set<EgressFailureKind>(['too_large', 'protocol']);

export interface RequestContext {
  directory: Directory;
  limits: EgressLimits;
  clock: () => number;
}

/** A request on its way through its hops. */
interface Journey {
  input: EgressRequest;
  cancellation: Cancellation;
  /** When it first left the queue; undefined while nothing was sent. */
  sentAt: number | undefined;
}

/** Makes a request with its redirects. What goes wrong is in the result. */
export async function performRequest(context: RequestContext, input: EgressRequest): Promise<EgressResult> {
  const invalid = findInvalidPart(input);
  if (invalid !== undefined) return { ok: false, kind: 'invalid_request', message: invalid, durationMs: 0 };
  const target = parseTarget(input.url);
  if (typeof target === 'string') return { ok: false, kind: 'invalid_url', message: target, durationMs: 0 };

  const cancellation = new Cancellation(input.signal);
  const journey: Journey = { input, cancellation, sentAt: undefined };
  const { headers, body, tls } = input;
  try {
    return await followHops(context, journey, { target, method: input.method.toUpperCase(), headers, body, tls });
  } finally {
    cancellation.dispose();
  }
}

async function followHops(context: RequestContext, journey: Journey, first: Hop): Promise<EgressResult> {
  const maxRedirects = journey.input.maxRedirects ?? 0;
  const durationMs = () => (journey.sentAt === undefined ? 0 : Math.round(context.clock() - journey.sentAt));
  let hop = first;
  for (let followed = 0; ; followed += 1) {
    const outcome = await performHop(context, journey, hop);
    if (!outcome.ok) return failure(outcome, hop, durationMs());
    if (maxRedirects === 0 || !isRedirect(outcome)) {
      return { ...outcome, durationMs: durationMs(), url: hop.target.href };
    }
    const next = followed < maxRedirects ? nextHop(hop, outcome) : tooManyRedirects(hop, maxRedirects);
    if ('kind' in next) return failure(next, hop, durationMs());
    hop = next;
  }
}

async function performHop(context: RequestContext, journey: Journey, hop: Hop): Promise<Answer | Fault> {
  const { directory } = context;
  if (directory.isClosed) return SHUTTING_DOWN;
  const { onlyHosts } = journey.input;
  if (onlyHosts && !namesHost(onlyHosts, hop.target)) return notAmongHosts(hop);
  const place = directory.find(journey.input.group ?? '', hop.target, hop.tls);
  if (typeof place === 'string') return { ok: false, kind: 'denied', message: place };
  const { breaker } = place.destination;
  if (breaker.isRefusing) return circuitOpen(place.destination);
  const entry = { ...place, lane: journey.input.lane };
  const admission = tryEnter(entry) ? 'granted' : await waitToEnter(entry, journey.cancellation, context.limits);
  if (admission === 'overloaded') return { ok: false, kind: admission, retryAfterMs: OVERLOAD_RETRY_MS };
  if (admission !== 'granted') return { ok: false, kind: admission };
  try {
    // Both asked again: things may have changed while this request waited.
    if (directory.isClosed) return SHUTTING_DOWN;
    const passage = breaker.admit();
    if (passage === 'refuse') return circuitOpen(place.destination);
    return await send(context, journey, hop, place.destination, passage);
  } finally {
    leave(entry);
  }
}

async function send(
  context: RequestContext,
  journey: Journey,
  hop: Hop,
  destination: Destination,
  passage: Passage,
): Promise<Answer | Fault> {
  const { input, cancellation } = journey;
  journey.sentAt ??= context.clock();
  cancellation.startTimer(Math.min(input.timeoutMs, MAX_TIMER_MS));
  const { connections } = destination;
  const client = connections.take();
  const outcome = await exchange(client, {
    request: { path: hop.target.path, method: hop.method, headers: hop.headers, body: hop.body },
    maxResponseBytes: input.maxResponseBytes ?? DEFAULT_MAX_RESPONSE_BYTES,
    truncates: input.onOverflow === 'truncate',
    cancellation,
  });
  // Of what was given up, something may still be on its way.
  connections.giveBack(client, outcome.ok && !outcome.bodyTruncated);
  destination.breaker.record(passage, verdict(outcome));
  if (outcome.ok || !destination.breaker.isOpen) return outcome;
  return { ...outcome, retryAfterMs: destination.breaker.retryAfterMs };
}

/** Any HTTP status is an answer: it is the caller's to judge. */
function verdict(outcome: Answer | Fault): Verdict {
  if (outcome.ok || ANSWERED_FAILURES.has(outcome.kind)) return 'up';
  return TRANSPORT_FAILURES.has(outcome.kind) ? 'down' : 'nothing';
}

function circuitOpen(destination: Destination): Fault {
  return { ok: false, kind: 'circuit_open', retryAfterMs: destination.breaker.retryAfterMs };
}

function notAmongHosts({ target }: Hop): Fault {
  const message = `${target.authority} is not among the hosts that this may reach; nothing was sent to it`;
  return { ok: false, kind: 'denied', message };
}

function tooManyRedirects({ target }: Hop, max: number): Fault {
  return { ok: false, kind: 'redirect', message: `${target.authority} redirects again after ${max} redirects` };
}

function failure(fault: Fault, { target }: Hop, durationMs: number): EgressFailure {
  const { kind, retryAfterMs } = fault;
  const message = explainFault(fault, target);
  return { ok: false, kind, message, durationMs, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
