/**
 * What Slack sends when somebody presses a button. Whoever receives it holds to this:
 *
 * 1. Nothing of the body is read before its signature is right.
 * 2. The signature is over the body as it came, byte by byte, and over the time; it is compared without telling where it
 *    differs.
 * 3. What is older or newer than five minutes is refused, and `signature` is remembered for as long: it is good once.
 *
 * Signature v0, as in Slack's "Verifying requests from Slack".
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Press } from '../errand/errand.ts';

export const WINDOW_SECONDS = 5 * 60;
const SIGNATURE = /^v0=[0-9a-f]{64}$/;

export interface SignedRequest {
  /** `x-slack-request-timestamp` and `x-slack-signature`. */
  timestamp: string | undefined;
  signature: string | undefined;
  /** As it came. */
  body: string;
}

export type Verdict =
  | { ok: true; signature: string }
  | { ok: false; reason: 'unsigned' | 'expired' | 'wrong_signature' };

export function verifySlackRequest(
  { timestamp = '', signature = '', body }: SignedRequest,
  { nowMs, signingSecret }: { nowMs: number; signingSecret: string },
): Verdict {
  if (!/^\d{1,12}$/.test(timestamp) || !SIGNATURE.test(signature)) return { ok: false, reason: 'unsigned' };
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > WINDOW_SECONDS) return { ok: false, reason: 'expired' };
  const expected = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  const isRight = timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
  return isRight ? { ok: true, signature } : { ok: false, reason: 'wrong_signature' };
}

const APPROVE = 'joinery_approve';
const REJECT = 'joinery_reject';

const Interaction = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string(), username: z.string().optional() }),
  channel: z.object({ id: z.string() }),
  message: z.object({ ts: z.string() }),
  response_url: z.url().optional(),
  actions: z.array(z.object({ action_id: z.enum([APPROVE, REJECT]), value: z.string().min(1) })).length(1),
});

/** The press in a request whose signature is right; undefined for whatever else a body may be. */
export function pressIn(body: string): Press | undefined {
  const { data } = Interaction.safeParse(payloadOf(body));
  const [pressed] = data?.actions ?? [];
  if (!data || !pressed) return undefined;
  const { user, channel, message } = data;
  return {
    reference: pressed.value,
    isApproved: pressed.action_id === APPROVE,
    userId: user.id,
    username: user.username ?? user.id,
    channel: channel.id,
    ts: message.ts,
    responseUrl: data.response_url ?? null,
  };
}

/** The form field `payload`, which is JSON. */
function payloadOf(body: string): unknown {
  const field = body.split('&').find((part) => part.startsWith('payload='));
  try {
    return JSON.parse(decodeURIComponent((field ?? '').slice('payload='.length).replaceAll('+', ' ')));
  } catch {
    return undefined;
  }
}
