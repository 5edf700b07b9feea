import type { Services } from '../../../services.ts';
import type { EgressResult } from '../../../platform/egress/index.ts';
import { signWebhook } from '../../../platform/crypto/index.ts';
import type { DispatchedEvent } from '../../event/index.ts';
import type { CompiledAction, CompiledIntegration, RenderedRequest } from '../../integration/index.ts';
import { parseRetryAfter } from './retry-schedule.ts';

/** One try at a delivery, about to be made. */
export interface Send {
  deliveryId: string;
  event: DispatchedEvent;
  integration: CompiledIntegration;
  action: CompiledAction;
}

/** What came of it. `deferred`: no attempt was made, the receiver is known to be down; try later. */
export type SendResult = SendTrace &
  (
    | { outcome: 'success' }
    | { outcome: 'failure'; error: string; retryAfterSeconds?: number | undefined; isGone?: boolean; isFinal?: boolean }
    | { outcome: 'deferred'; error: string; retryAfterMs: number }
  );

interface SendTrace {
  startedAt: Date;
  durationMs: number;
  responseStatus?: number;
  /** As they went out and came back, secrets masked, bodies cut. */
  request?: object;
  response?: object;
}

/** Bodies are kept for the history up to this size. */
const KEPT_BYTES = 20 * 1024;
/** An answer is read up to this size; the rest is of no use to anyone. */
const READ_BYTES = 64 * 1024;
const LEAST_DEFERRAL_MS = 1000;

/** Performs an action once. Never throws: whatever happens is the result. */
export async function send(services: Services, { deliveryId, event, integration, action }: Send): Promise<SendResult> {
  const startedAt = services.clock.now();
  const rendered = action.render(event);
  if (!rendered.ok) return { outcome: 'failure', error: integration.mask(rendered.error), isFinal: true, startedAt, durationMs: 0 };
  if (rendered.kind === 'log') {
    const message = integration.mask(rendered.message);
    services.log[rendered.level]({ tenantId: event.tenantId, integrationId: integration.id, eventId: event.id }, message);
    return { outcome: 'success', startedAt, durationMs: 0, request: { level: rendered.level, message } };
  }
  const request = withDeliveryHeaders(rendered.request, { deliveryId, event, integration, action, startedAt });
  const result = await services.egress.request({
    url: request.url,
    method: request.method,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
    timeoutMs: action.timeoutMs,
    maxResponseBytes: READ_BYTES,
    onOverflow: 'truncate',
    group: event.tenantId,
  });
  const trace = { startedAt, durationMs: result.durationMs, request: keptRequest(request, integration) };
  return result.ok ? judgeAnswer(result, trace, integration) : judgeFailure(result, trace, integration);
}

function withDeliveryHeaders(
  request: RenderedRequest,
  { deliveryId, event, integration, action, startedAt }: Send & { startedAt: Date },
): RenderedRequest & { headers: Record<string, string> } {
  const headers: Record<string, string> = { 'user-agent': 'Joinery/1', ...request.headers };
  if (event.traceparent) headers['traceparent'] = event.traceparent;
  if (action.isSigned && integration.signingSecrets.length > 0) {
    const signature = signWebhook({
      id: deliveryId,
      timestampSeconds: Math.floor(startedAt.getTime() / 1000),
      body: request.body ?? '',
      secrets: [...integration.signingSecrets],
    });
    Object.assign(headers, signature);
  } else {
    headers['webhook-id'] = deliveryId;
  }
  return { ...request, headers };
}

type Answer = Extract<EgressResult, { ok: true }>;
type Failure = Extract<EgressResult, { ok: false }>;

function judgeAnswer(answer: Answer, trace: SendTrace, integration: CompiledIntegration): SendResult {
  const { status, headers, body, bodyTruncated } = answer;
  const isCut = bodyTruncated || body.length > KEPT_BYTES;
  const kept = { status, headers: maskHeaders(headers, integration), body: keptText(body, integration), isCut };
  const traced = { ...trace, responseStatus: status, response: kept };
  if (status >= 200 && status < 300) return { outcome: 'success', ...traced };
  const error = status === 410 ? 'the receiver answered 410 Gone' : `the receiver answered ${status}`;
  const retryAfterSeconds = parseRetryAfter(headers['retry-after'], trace.startedAt);
  return { outcome: 'failure', error, retryAfterSeconds, isGone: status === 410, ...traced };
}

function judgeFailure(failure: Failure, trace: SendTrace, integration: CompiledIntegration): SendResult {
  const error = integration.mask(failure.message);
  // Nothing was sent: the receiver is known to be down, or this tenant's own places are all taken.
  if (failure.kind === 'circuit_open' || failure.kind === 'overloaded') {
    return { outcome: 'deferred', error, retryAfterMs: Math.max(failure.retryAfterMs ?? 0, LEAST_DEFERRAL_MS), ...trace };
  }
  // What cannot become right by waiting is not tried again.
  const isFinal = failure.kind === 'denied' || failure.kind === 'invalid_url' || failure.kind === 'invalid_request';
  return { outcome: 'failure', error, isFinal, ...trace };
}

/** Headers that carry a credential are kept by name only. */
const CREDENTIAL_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key']);

function keptRequest({ method, url, headers, body }: RenderedRequest, integration: CompiledIntegration): object {
  return {
    method,
    url: integration.mask(url),
    headers: maskHeaders(headers, integration),
    body: body === undefined ? null : keptText(body, integration),
    isCut: (body?.length ?? 0) > KEPT_BYTES,
  };
}

function maskHeaders(headers: Readonly<Record<string, string>>, integration: CompiledIntegration): Record<string, string> {
  const masked: Record<string, string> = {};
  for (const name in headers) {
    masked[name] = CREDENTIAL_HEADERS.has(name) ? '••••••' : keptText(headers[name] as string, integration);
  }
  return masked;
}

/**
 * Masked, then cut (a secret that was cut in half would not be found), and made fit for a jsonb column, which takes
 * neither NUL nor half a surrogate pair.
 */
function keptText(text: string, integration: CompiledIntegration): string {
  const seen = text.length > READ_BYTES ? text.slice(0, READ_BYTES) : text;
  const masked = integration.mask(seen);
  const cut = masked.length > KEPT_BYTES ? masked.slice(0, KEPT_BYTES) : masked;
  return cut.isWellFormed() && !cut.includes('\0') ? cut : cut.toWellFormed().replaceAll('\0', '\uFFFD');
}
