import type { OutgoingAnswer, Transport } from '@joinery/plugin-sdk/host';
import type { Egress, EgressFailureKind } from '../../platform/egress/index.ts';

const MOST_ANSWER_BYTES = 4 * 1024 * 1024;

/** What a request that failed in this way means to whoever might make it again. */
const MEANING: Record<EgressFailureKind, 'denied' | 'unsent' | 'failed'> = {
  invalid_url: 'denied',
  invalid_request: 'denied',
  denied: 'denied',
  dns: 'unsent',
  connect: 'unsent',
  tls: 'unsent',
  circuit_open: 'unsent',
  overloaded: 'unsent',
  timeout: 'failed',
  reset: 'failed',
  too_large: 'failed',
  redirect: 'failed',
  aborted: 'failed',
  protocol: 'failed',
};

/** A tenant's plugins reach the network as everything of the tenant does: every address is checked, and every redirect. */
export function egressTransport(egress: Egress, tenantId: string): Transport {
  return async ({ ca, ...request }): Promise<OutgoingAnswer> => {
    const result = await egress.request({
      ...request,
      group: tenantId,
      maxResponseBytes: MOST_ANSWER_BYTES,
      ...(ca ? { tls: { ca } } : {}),
    });
    if (result.ok) return { ok: true, status: result.status, headers: result.headers, body: result.body };
    const { kind, message, retryAfterMs } = result;
    return { ok: false, kind: MEANING[kind], message, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  };
}
