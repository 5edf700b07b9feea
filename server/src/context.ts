import type { UserRole } from '@joinery/prisma';
import type { Scope } from './access.ts';
import { NO_TRACE, type TraceHeaders } from './platform/telemetry/index.ts';
import type { Services } from './services.ts';

/** Who acts. `system` is Joinery itself: a worker that ends an expired membership, say; `task` a tenant's script. */
export interface Actor {
  readonly kind: 'user' | 'api_token' | 'task' | 'system';
  /** The user's id, or the task's; null for the system. */
  readonly id: string | null;
  readonly email: string | null;
  /** The task's, for who has no email. */
  readonly name?: string;
  readonly role: UserRole | null;
  readonly scopes: ReadonlySet<Scope>;
  /** The session or the API token that the request came with. */
  readonly credentialId?: string;
}

/** The request that something happens in; a job makes one of its own. */
export interface RequestInfo extends TraceHeaders {
  readonly id: string;
  readonly ipAddress: string | null;
  readonly userAgent: string | null;
}

/** What caused a change that Joinery makes by itself: events chain through it, and loops are seen by its depth. */
export interface Cause {
  readonly eventId: string;
  readonly depth: number;
}

/** Before anyone is known: sign-up, sign-in, refresh. */
export interface PublicContext extends Services {
  readonly request: RequestInfo;
}

/** One tenant, one actor, one request. The first parameter of every verb. */
export interface Context extends PublicContext {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly cause?: Cause;
}

/** A context for what Joinery does in a tenant on its own account. */
export function systemContext(services: Services, tenantId: string, requestId: string, cause?: Cause): Context {
  const actor: Actor = { kind: 'system', id: null, email: null, role: null, scopes: ALL_SCOPES };
  const request: RequestInfo = { id: requestId, ipAddress: null, userAgent: null, ...NO_TRACE };
  return { ...services, tenantId, actor, request, ...(cause ? { cause } : {}) };
}

/** The system is not refused by a scope; what it may touch is decided by the database role and the code that runs. */
const ALL_SCOPES: ReadonlySet<Scope> = new (class extends Set<Scope> {
  override has(): boolean {
    return true;
  }
})();
