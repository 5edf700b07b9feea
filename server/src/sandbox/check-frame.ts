import { z } from 'zod';
import { FAILURE_KINDS, LOG_LEVELS } from './contract.ts';
import type { FromChild } from './messages.ts';

/**
 * Whoever breaks out of an isolate speaks as the child: every frame is checked to be exactly one of those known, and
 * numbers and texts to be of a size that an honest child sends.
 */
const number = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
const amount = z.number().min(0).max(Number.MAX_SAFE_INTEGER);
const usage = z.strictObject({ wallMs: amount, cpuMs: amount, hostCalls: number, logBytes: number });

const result = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.string(), usage }),
  z.strictObject({
    ok: z.literal(false),
    kind: z.enum(FAILURE_KINDS),
    message: z.string().max(16_384),
    line: number.optional(),
    column: number.optional(),
    usage,
  }),
]);

const line = z.strictObject({ at: z.string().max(40), level: z.enum(LOG_LEVELS), text: z.string() });

const fromChild = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready'), version: number }),
  z.strictObject({ type: z.literal('log'), run: number, lines: z.array(line) }),
  z.strictObject({ type: z.literal('call'), run: number, call: number, name: z.string().max(100), input: z.string() }),
  z.strictObject({ type: z.literal('abandon'), run: number, call: number }),
  z.strictObject({ type: z.literal('loaded'), isUsable: z.boolean() }),
  z.strictObject({ type: z.literal('heavy') }),
  z.strictObject({ type: z.literal('worn') }),
  z.strictObject({ type: z.literal('result'), run: number, result }),
  z.strictObject({ type: z.literal('stuck'), run: number, result }),
]);

/** The frame, or undefined when it is none. */
export function checkFrame(text: string): FromChild | undefined {
  const parsed = fromChild.safeParse(parseOrUndefined(text));
  return parsed.success ? parsed.data : undefined;
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
