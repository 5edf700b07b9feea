import type { EventType } from './event-types.ts';

/** An event as conditions and templates see it. `data` and `previous` are payloads of its type. */
export interface EventFacts {
  readonly id: string;
  readonly tenantId: string;
  readonly type: EventType;
  readonly actorId: string | null;
  readonly actorEmail: string | null;
  readonly ipAddress: string | null;
  readonly firedAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
  /** Old values of what changed, under the names of `data`; null where nothing was there before. */
  readonly previous: Readonly<Record<string, unknown>> | null;
  /** Version of the payload's shape. */
  readonly version: number;
  /** The event that made Joinery do this. */
  readonly causationId: string | null;
}
