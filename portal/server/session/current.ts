import type { IncomingMessage, ServerResponse } from 'node:http';
import { callerOf } from './caller.ts';
import { createRefresher } from './refresh.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.ts';

/** An access token with less than this left is exchanged before it is used. */
const EARLY_MS = 60_000;

export type CurrentAccessToken = (request: IncomingMessage, response: ServerResponse) => Promise<string | null>;

/**
 * The access token to act with for a request: the one in its cookie, or a fresh one, whose cookie goes with the
 * response. Null for who is not signed in, or no longer. Throws when the API cannot tell.
 */
export function createCurrentAccessToken(apiUrl: string): CurrentAccessToken {
  const refresh = createRefresher(apiUrl);
  return async (request, response) => {
    const held = readSessionCookie(request);
    if (!held) return null;
    if (held.expiresAtMs - Date.now() > EARLY_MS) return held.accessToken;
    const refreshed = await refresh(held.refreshToken, callerOf(request));
    if (refreshed === 'ended') {
      clearSessionCookie(request, response);
      return null;
    }
    setSessionCookie(request, response, refreshed, refreshed.days);
    return refreshed.accessToken;
  };
}
