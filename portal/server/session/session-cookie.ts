import type { IncomingMessage, ServerResponse } from 'node:http';
import { isSecure } from '../origin.ts';

/** What the browser keeps of a session. Page code cannot read it. */
export interface HeldSession {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** When the access token ends, in milliseconds. */
  readonly expiresAtMs: number;
}

const NAME = 'joinery_session';

/** The session that a request came with; null where there is none, or none that we wrote. */
export function readSessionCookie({ headers }: IncomingMessage): HeldSession | null {
  const cookie = headers.cookie?.split(/; */).find((pair) => pair.startsWith(`${NAME}=`));
  const [, expiry, refreshToken, accessToken] = /^[^=]+=(\d+)[.]([\w-]+)[.](.+)$/.exec(cookie ?? '') ?? [];
  if (!expiry || !refreshToken || !accessToken) return null;
  return { accessToken, refreshToken, expiresAtMs: Number(expiry) };
}

/** One cookie for the pair: a refresh replaces both or none. */
export function setSessionCookie(
  request: IncomingMessage,
  response: ServerResponse,
  { accessToken, refreshToken, expiresAtMs }: HeldSession,
  days: number,
): void {
  append(response, `${NAME}=${expiresAtMs}.${refreshToken}.${accessToken}; Max-Age=${days * 86_400}`, request);
}

export function clearSessionCookie(request: IncomingMessage, response: ServerResponse): void {
  append(response, `${NAME}=; Max-Age=0`, request);
}

function append(response: ServerResponse, cookie: string, request: IncomingMessage): void {
  const secure = isSecure(request) ? '; Secure' : '';
  response.appendHeader('set-cookie', `${cookie}; Path=/; HttpOnly; SameSite=Lax${secure}`);
}
