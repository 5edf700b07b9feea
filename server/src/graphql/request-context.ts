import type { IncomingMessage } from 'node:http';
import type { PublicContext } from '../context.ts';
import { newId } from '../platform/id.ts';
import type { Services } from '../services.ts';

/** W3C Trace Context §3.2: version 00, trace id, parent id, flags. */
const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;
const MOST_USER_AGENT = 300;

/** What is known of a request before anyone has signed in. `ipAddress` is the peer's, or what a trusted proxy says. */
export function publicContext(services: Services, request: IncomingMessage, ipAddress: string | null, traceparent: string | null): PublicContext {
  const sent = request.headers.traceparent;
  const valid = typeof sent === 'string' && TRACEPARENT.test(sent) ? sent : null;
  return {
    ...services,
    request: {
      id: newId(),
      ipAddress,
      userAgent: request.headers['user-agent']?.slice(0, MOST_USER_AGENT) ?? null,
      traceparent: traceparent ?? valid,
    },
  };
}

/** The token of `Authorization: Bearer <token>` (RFC 6750 §2.1), or null without one. */
export function bearerToken(authorization: string | undefined): string | null {
  const match = /^Bearer +(\S+)$/i.exec(authorization ?? '');
  return match?.[1] ?? null;
}
