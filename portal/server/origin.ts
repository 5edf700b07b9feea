import type { IncomingMessage } from 'node:http';

/**
 * Whether a request comes from the portal's own pages. Browsers send Origin with every POST and every WebSocket and
 * pages cannot change it, so a request of another site that rides on the session's cookie is told by it.
 */
export function isSameOrigin({ headers }: IncomingMessage): boolean {
  const { origin, host } = headers;
  if (!origin || !host || !URL.canParse(origin)) return false;
  return new URL(origin).host === (forwardedHost(headers) ?? host);
}

/** Behind a proxy, the name that the browser used. A page cannot set it on a request of another site. */
function forwardedHost(headers: IncomingMessage['headers']): string | undefined {
  const forwarded = headers['x-forwarded-host'];
  return typeof forwarded === 'string' ? forwarded.split(',', 1)[0]?.trim() : undefined;
}

/** Whether the browser speaks TLS, to us or to the proxy before us. */
export function isSecure({ headers }: IncomingMessage): boolean {
  return headers['x-forwarded-proto'] === 'https';
}
