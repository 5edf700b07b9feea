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
import { ProviderError, z } from '@joinery/plugin-sdk';

const WINDOW_SECONDS = 5 * 60;
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

/** `hmacSha256` answers lower-case hex, of a text under the app's signing secret, which it alone knows. */
export function verifySlackRequest(
  { timestamp = '', signature = '', body }: SignedRequest,
  { nowMs, hmacSha256 }: { nowMs: number; hmacSha256(text: string): string },
): Verdict {
  if (!/^\d{1,12}$/.test(timestamp) || !SIGNATURE.test(signature)) return { ok: false, reason: 'unsigned' };
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > WINDOW_SECONDS) return { ok: false, reason: 'expired' };
  const expected = `v0=${hmacSha256(`v0:${timestamp}:${body}`)}`;
  return isSameText(expected, signature) ? { ok: true, signature } : { ok: false, reason: 'wrong_signature' };
}

/** In a time that depends on the length alone. */
function isSameText(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let at = 0; at < one.length; at += 1) difference |= one.charCodeAt(at) ^ other.charCodeAt(at);
  return difference === 0;
}

export const APPROVE = 'joinery_approve';
export const REJECT = 'joinery_reject';

const Interaction = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string(), username: z.string().optional() }),
  channel: z.object({ id: z.string() }).optional(),
  message: z.object({ ts: z.string() }).optional(),
  actions: z.array(z.object({ action_id: z.enum([APPROVE, REJECT]), value: z.string().min(1) })).length(1),
});

export interface Decision {
  /** What `slack_approval` was given. */
  reference: string;
  isApproved: boolean;
  userId: string;
  channel: string | undefined;
  ts: string | undefined;
}

/** The decision in a request whose signature is right. Throws ProviderError `invalid` for whatever else a body may be. */
export function decisionIn(body: string): Decision {
  const parsed = Interaction.safeParse(payloadOf(body));
  const [pressed] = parsed.data?.actions ?? [];
  if (!parsed.success || !pressed) throw new ProviderError('invalid', 'the body is no decision on an approval');
  const { user, channel, message } = parsed.data;
  return {
    reference: pressed.value,
    isApproved: pressed.action_id === APPROVE,
    userId: user.id,
    channel: channel?.id,
    ts: message?.ts,
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
