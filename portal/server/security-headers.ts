import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * What a browser may do with the portal's pages. Scripts run by a nonce of the answer, and what they load themselves;
 * nothing comes from, or goes to, another host. Next reads the nonce from the request's policy and puts it on its own
 * scripts; styles may stand inline, because Mantine sets them on elements.
 */
export function setSecurityHeaders(
  request: IncomingMessage,
  response: ServerResponse,
  { isDevelopment }: { isDevelopment: boolean },
): void {
  const nonce = randomBytes(16).toString('base64');
  const policy = contentSecurityPolicy(nonce, isDevelopment);
  request.headers['content-security-policy'] = policy;
  request.headers['x-nonce'] = nonce;
  response.setHeader('content-security-policy', policy);
  for (const [name, value] of HEADERS) response.setHeader(name, value);
}

const HEADERS: [string, string][] = [
  ['cross-origin-opener-policy', 'same-origin'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
  ['referrer-policy', 'same-origin'],
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
];

function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  // React's development build makes its stack traces with eval.
  const development = isDevelopment ? " 'unsafe-eval'" : '';
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
