import { z } from 'zod';
import { parseInput } from '../../parse-input.ts';

const Reason = z.object({
  reason: z.string().trim().min(1, 'must say why').max(500, 'must have at most 500 characters'),
});

/** Why something is taken back or turned down, as it is shown to those whom it concerns. */
export function parseReason(reason: string): string {
  return parseInput(Reason, { reason }).reason;
}
