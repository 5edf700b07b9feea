import type { TraceHeaders } from '../../platform/telemetry/index.ts';
import type { EventType } from './catalogue/index.ts';

/** An event as the delivery engine and its interpreters (conditions, templates) see it; of the trace of its request. */
export interface DispatchedEvent extends TraceHeaders {
  readonly tenantId: string;
  readonly id: string;
  readonly type: EventType;
  readonly actorId: string | null;
  readonly actorEmail: string | null;
  readonly ipAddress: string | null;
  readonly firedAt: Date;
  readonly data: Readonly<Record<string, unknown>>;
  /** Old values of what changed, by the names that they have in `data`. */
  readonly previous: Readonly<Record<string, unknown>> | null;
  /** Version of the payload's shape. */
  readonly version: number;
  /** The event that made Joinery do this. */
  readonly causationId: string | null;
  readonly depth: number;
}
