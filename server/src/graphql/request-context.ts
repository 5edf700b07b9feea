import type { IncomingMessage } from 'node:http';
import type { PublicContext } from '../context.ts';
import { newId } from '../platform/id.ts';
import { currentTrace, traceHeadersOf } from '../platform/telemetry/index.ts';
import type { Services } from '../services.ts';
import type { TrustedProxies } from '../trusted-proxies.ts';

const MOST_USER_AGENT = 300;

/** What is known of a request before anyone has signed in. */
export function publicContext(services: Services, request: IncomingMessage): PublicContext {
  const id = newId();
  return {
    ...services,
    log: services.log.child({ requestId: id }),
    request: {
      id,
      ipAddress: addressOf(request, services.config.trustedProxies),
      userAgent: request.headers['user-agent']?.slice(0, MOST_USER_AGENT) ?? null,
      ...currentTrace(traceHeadersOf(request.headers)),
    },
  };
}

/**
 * The address of who asks. Each proxy adds at the right end of `X-Forwarded-For` whom it was asked by, and what stands
 * before is the client's own word: so it is read from the right, for as long as those who have written it are trusted.
 */
export function addressOf({ headers, socket }: IncomingMessage, isTrusted: TrustedProxies): string | null {
  const forwarded = headers['x-forwarded-for'];
  const told = typeof forwarded === 'string' ? forwarded.split(',').map((address) => address.trim()) : [];
  const way = [socket.remoteAddress, ...told.filter(Boolean).toReversed()].filter((address) => address !== undefined);
  return way.find((address) => !isTrusted(address)) ?? way.at(-1) ?? null;
}

/** The token of `Authorization: Bearer <token>` (RFC 6750 §2.1), or null without one. */
export function bearerToken(authorization: string | undefined): string | null {
  const match = /^Bearer +(\S+)$/i.exec(authorization ?? '');
  return match?.[1] ?? null;
}
