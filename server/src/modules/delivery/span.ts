import { invalidField } from '../../errors.ts';

/** What a client asks of a stretch of time; without an end, it ends now. */
export interface SpanInput {
  since: Date;
  until?: Date | null;
}

/** A stretch of time; INVALID_INPUT unless it has a length. */
export function toSpan({ since, until }: SpanInput, now: Date): { since: Date; until: Date } {
  const end = until ?? now;
  if (since < end) return { since, until: end };
  throw invalidField(until ? 'until' : 'since', until ? 'must be later than since' : 'must be in the past');
}
