import type { IncomingMessage, ServerResponse } from 'node:http';
import { readJson, sendJson } from '../json.ts';
import { type ApiAnswer, callApi, SESSION_FIELDS, toOpenedSession } from './api.ts';
import { callerOf } from './caller.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.ts';

const OPENINGS: Record<string, string> = {
  '/api/session/sign-in': `mutation ($input: SignInInput!) { session: signIn(input: $input) { ${SESSION_FIELDS} } }`,
  '/api/session/sign-up': `mutation ($input: SignUpInput!) { session: signUp(input: $input) { ${SESSION_FIELDS} } }`,
};

const SIGN_OUT = '/api/session/sign-out';

export const isSessionRoute = (path: string) => path in OPENINGS || path === SIGN_OUT;

/** Sign-in, sign-up and sign-out: tokens stay here and in the cookie, the page hears only what went wrong. */
export async function answerSessionRoute(
  apiUrl: string,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const query = OPENINGS[path];
  if (query) await open(apiUrl, query, request, response);
  else await signOut(apiUrl, request, response);
}

async function open(apiUrl: string, query: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const input = await readJson(request);
  const { data, errors } = await callApi(apiUrl, { query, variables: { input } }, callerOf(request));
  if (!data?.session) return sendJson(response, 200, { errors } satisfies ApiAnswer);
  const session = toOpenedSession(data.session);
  setSessionCookie(request, response, session, session.days);
  sendJson(response, 200, { data: { ok: true } });
}

/** The browser forgets the session even where the API cannot be told. */
async function signOut(apiUrl: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const held = readSessionCookie(request);
  clearSessionCookie(request, response);
  if (held) {
    const { accessToken } = held;
    await callApi(apiUrl, { query: 'mutation { signOut }' }, { ...callerOf(request), accessToken }).catch(
      () => undefined,
    );
  }
  sendJson(response, 200, { data: { ok: true } });
}
