import type { HeldSession } from './session-cookie.ts';

/** An error as the API tells it. */
export interface ApiProblem {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly [more: string]: unknown };
}

export interface ApiAnswer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly ApiProblem[];
}

/** A session that the API has opened or refreshed. */
export interface OpenedSession extends HeldSession {
  /** How long it lasts, with refreshes. */
  readonly days: number;
}

export const SESSION_FIELDS = 'accessToken refreshToken expiresAt tenant { sessionDays }';

/** Who a call to the API is for. */
export interface Caller {
  readonly accessToken?: string;
  readonly ipAddress?: string;
  readonly userAgent?: string;
}

/** Calls the API. Throws when it cannot be reached; an error that it answers is an answer. */
export async function callApi(
  apiUrl: string,
  operation: { query: string; variables?: object },
  caller: Caller = {},
): Promise<ApiAnswer> {
  const answer = await fetch(`${apiUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headersOf(caller) },
    body: JSON.stringify(operation),
    signal: AbortSignal.timeout(15_000),
  });
  return (await answer.json()) as ApiAnswer;
}

export function headersOf({ accessToken, ipAddress, userAgent }: Caller): Record<string, string> {
  return {
    ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
    ...(ipAddress ? { 'x-forwarded-for': ipAddress } : {}),
    ...(userAgent ? { 'user-agent': userAgent } : {}),
  };
}

/** Reads what SESSION_FIELDS asked for. */
export function toOpenedSession(value: unknown): OpenedSession {
  const session = value as {
    accessToken: string;
    refreshToken: string;
    expiresAt: string;
    tenant: { sessionDays: number };
  };
  const { accessToken, refreshToken, expiresAt, tenant } = session;
  return { accessToken, refreshToken, expiresAtMs: Date.parse(expiresAt), days: tenant.sessionDays };
}
