import type { IncomingMessage } from 'node:http';
import type { Caller } from './api.ts';

/** Whom the API should see behind a request: it limits sign-ins by address, and shows people their own devices. */
export function callerOf({ headers, socket }: IncomingMessage): Caller {
  const forwarded = headers['x-forwarded-for'];
  const before = typeof forwarded === 'string' ? `${forwarded}, ` : '';
  return {
    ipAddress: `${before}${socket.remoteAddress ?? ''}`,
    ...(headers['user-agent'] ? { userAgent: headers['user-agent'] } : {}),
  };
}
