import type { IncomingMessage } from 'node:http';
import type { PublicContext } from '../context.ts';
import { newId } from '../platform/id.ts';
import { currentTrace, traceHeadersOf } from '../platform/telemetry/index.ts';
import type { Services } from '../services.ts';

const MOST_USER_AGENT = 300;

/** What is known of a request before anyone has signed in. `ipAddress` is the peer's, or what a trusted proxy says. */
export function publicContext(services: Services, request: IncomingMessage, ipAddress: string | null): PublicContext {
  const id = newId();
  return {
    ...services,
    log: services.log.child({ requestId: id }),
    request: {
      id,
      ipAddress,
      userAgent: request.headers['user-agent']?.slice(0, MOST_USER_AGENT) ?? null,
      ...currentTrace(traceHeadersOf(request.headers)),
    },
  };
}

/** The address of who asks, behind a trusted proxy too (`X-Forwarded-For`: the first is the client). */
export function addressOf(
  { headers, socket }: IncomingMessage,
  { trustProxy }: { trustProxy: boolean },
): string | null {
  const forwarded = trustProxy ? headers['x-forwarded-for'] : undefined;
  const [first] = typeof forwarded === 'string' ? forwarded.split(',') : [];
  return first?.trim() || socket.remoteAddress || null;
}

/** The token of `Authorization: Bearer <token>` (RFC 6750 §2.1), or null without one. */
export function bearerToken(authorization: string | undefined): string | null {
  const match = /^Bearer +(\S+)$/i.exec(authorization ?? '');
  return match?.[1] ?? null;
}
