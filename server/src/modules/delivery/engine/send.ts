import { signWebhook } from '../../../platform/crypto/index.ts';
import type { EgressFailureKind, EgressResult } from '../../../platform/egress/index.ts';
import { currentTrace, inSpan, toRequestHeaders, withRemoteParent } from '../../../platform/telemetry/index.ts';
import type { Services } from '../../../services.ts';
import type { DispatchedEvent } from '../../event/index.ts';
import type { CompiledAction, CompiledIntegration, RenderedRequest } from '../../integration/index.ts';
import { keptRequest, keptResponse, READ_BYTES } from './kept-exchange.ts';
import { parseRetryAfter } from './retry-schedule.ts';
import { setOffFlow } from './set-off-flow.ts';
import { setOffTask } from './set-off-task.ts';

/** One try at a delivery, about to be made. */
export interface Send {
  deliveryId: string;
  event: DispatchedEvent;
  integration: CompiledIntegration;
  action: CompiledAction;
  /** Of a test event: what can be planned is planned instead. */
  isTest: boolean;
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
  /** The receiver is known to be down, and is left alone for so long. */
  restMs?: number | undefined;
  /** As they went out and came back, secrets masked, bodies cut. */
  request?: object;
  response?: object;
}

const LEAST_DEFERRAL_MS = 1000;
/** The receiver is known to be down, this tenant's own places are all taken, or this process is about to end. */
const NOTHING_SENT: ReadonlySet<EgressFailureKind> = new Set(['circuit_open', 'overloaded', 'aborted']);

/** Performs an action once. Never throws: whatever happens is the result. */
export async function send(services: Services, sending: Send): Promise<SendResult> {
  const startedAt = services.clock.now();
  try {
    return await sendOrThrow(services, { ...sending, startedAt });
  } catch (cause) {
    // Waiting would not make it right, and the reason is not the tenant's to see.
    services.log.error({ err: cause, deliveryId: sending.deliveryId }, 'a delivery cannot be prepared');
    const error = 'it could not be prepared: something is wrong on our side';
    return { outcome: 'failure', error, isFinal: true, startedAt, durationMs: 0 };
  }
}

type Started = Send & { startedAt: Date };

async function sendOrThrow(services: Services, sending: Started): Promise<SendResult> {
  const { deliveryId, event, integration, action, startedAt } = sending;
  const rendered = action.render(event);
  if (!rendered.ok)
    return { outcome: 'failure', error: integration.mask(rendered.error), isFinal: true, startedAt, durationMs: 0 };
  if (rendered.kind === 'flow') return setOffFlow(services, rendered, sending);
  if (rendered.kind === 'task') return setOffTask(services, rendered.taskId, sending);
  if (rendered.kind === 'log') {
    const message = integration.mask(rendered.message);
    services.log[rendered.level](
      { tenantId: event.tenantId, integrationId: integration.id, eventId: event.id },
      message,
    );
    return { outcome: 'success', startedAt, durationMs: 0, request: { level: rendered.level, message } };
  }
  // The trace runs from the mutation, through the event's row, to the receiver.
  return withRemoteParent(event, () =>
    inSpan(
      'delivery.send',
      { 'joinery.delivery.id': deliveryId, 'joinery.event.type': event.type, 'joinery.integration.id': integration.id },
      () => sendRequest(services, rendered.request, sending),
      { kind: 'client' },
    ),
  );
}

async function sendRequest(services: Services, rendered: RenderedRequest, sending: Started): Promise<SendResult> {
  const { event, integration, action, startedAt } = sending;
  const request = withDeliveryHeaders(rendered, sending);
  const result = await services.egress.request({
    url: request.url,
    method: request.method,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
    timeoutMs: action.timeoutMs,
    maxResponseBytes: READ_BYTES,
    onOverflow: 'truncate',
    group: event.tenantId,
    lane: integration.id,
  });
  const trace = { startedAt, durationMs: result.durationMs, request: keptRequest(request, integration) };
  return result.ok ? judgeAnswer(result, trace, integration) : judgeFailure(result, trace, integration);
}

function withDeliveryHeaders(
  request: RenderedRequest,
  { deliveryId, event, integration, action, startedAt }: Started,
): RenderedRequest & { headers: Record<string, string> } {
  const headers: Record<string, string> = {
    'user-agent': 'Joinery/1',
    ...request.headers,
    ...toRequestHeaders(currentTrace(event)),
  };
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
  const response = keptResponse({ status, headers, body, isTruncated: bodyTruncated }, integration);
  const traced = { ...trace, responseStatus: status, response };
  if (status >= 200 && status < 300) return { outcome: 'success', ...traced };
  const error = status === 410 ? 'the receiver answered 410 Gone' : `the receiver answered ${status}`;
  const retryAfterSeconds = parseRetryAfter(headers['retry-after'], trace.startedAt);
  return { outcome: 'failure', error, retryAfterSeconds, isGone: status === 410, ...traced };
}

function judgeFailure(failure: Failure, sent: SendTrace, integration: CompiledIntegration): SendResult {
  const error = integration.mask(failure.message);
  const trace = { ...sent, restMs: failure.kind === 'overloaded' ? undefined : failure.retryAfterMs };
  if (NOTHING_SENT.has(failure.kind)) {
    return {
      outcome: 'deferred',
      error,
      retryAfterMs: Math.max(failure.retryAfterMs ?? 0, LEAST_DEFERRAL_MS),
      ...trace,
    };
  }
  // What cannot become right by waiting is not tried again.
  const isFinal = failure.kind === 'denied' || failure.kind === 'invalid_url' || failure.kind === 'invalid_request';
  return { outcome: 'failure', error, isFinal, ...trace };
}
