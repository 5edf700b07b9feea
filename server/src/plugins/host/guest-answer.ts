import { ERROR_KINDS } from '@joinery/plugin-sdk/manifest';
import { z } from 'zod';

const item = z.record(z.string(), z.json());

/** What a plugin may answer, each to its own kind of order. It comes out of the sandbox, and so is a stranger's word. */
const shapes = z.union([
  z.strictObject({ outcome: z.literal('changed'), output: z.json() }),
  z.strictObject({ outcome: z.literal('noop'), output: z.json(), reason: z.string().max(1000) }),
  z.strictObject({ outcome: z.literal('planned') }),
  z.strictObject({ sleepUntil: z.iso.datetime() }),
  z.strictObject({ page: z.strictObject({ items: z.array(item).max(10_000), next: z.string().max(8192).nullable() }) }),
  z.strictObject({
    check: z.strictObject({ identity: z.string().max(500), missing: z.array(z.string().max(500)).max(100) }),
  }),
  z.strictObject({
    error: z.strictObject({
      kind: z.enum([...ERROR_KINDS, 'internal']),
      message: z.string(),
      status: z.int().optional(),
    }),
  }),
]);

export type CheckedAnswer = z.output<typeof shapes>;

/** The answer, or undefined when it is none. */
export function readAnswer(value: unknown): CheckedAnswer | undefined {
  if (typeof value !== 'string') return undefined;
  try {
    return shapes.safeParse(JSON.parse(value)).data;
  } catch {
    return undefined;
  }
}
