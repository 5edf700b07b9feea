import type { Caller, OpenedSession } from './api.ts';
import { callApi, SESSION_FIELDS, toOpenedSession } from './api.ts';

/** What came of a refresh: a session, or that it has ended. */
export type Refreshed = OpenedSession | 'ended';

const MUTATION = `mutation ($token: String!) { refreshSession(refreshToken: $token) { ${SESSION_FIELDS} } }`;

/** Requests that were sent before the browser got its new cookie still carry the old one. */
const KEPT_MS = 10_000;

/**
 * Exchanges refresh tokens, each once: the API ends a session whose old token comes again, so all requests that carry
 * the same one share one exchange.
 */
export function createRefresher(apiUrl: string): (refreshToken: string, caller: Caller) => Promise<Refreshed> {
  const exchanges = new Map<string, Promise<Refreshed>>();
  return (refreshToken, caller) => {
    const known = exchanges.get(refreshToken);
    if (known) return known;
    const exchange = refresh(apiUrl, refreshToken, caller);
    exchanges.set(refreshToken, exchange);
    exchange.then(
      () => setTimeout(() => exchanges.delete(refreshToken), KEPT_MS).unref(),
      // Not answered: the next request tries again.
      () => exchanges.delete(refreshToken),
    );
    return exchange;
  };
}

async function refresh(apiUrl: string, refreshToken: string, caller: Caller): Promise<Refreshed> {
  const { data, errors } = await callApi(apiUrl, { query: MUTATION, variables: { token: refreshToken } }, caller);
  if (data?.refreshSession) return toOpenedSession(data.refreshSession);
  const problem = errors?.[0];
  if (problem?.extensions?.code === 'UNAUTHENTICATED') return 'ended';
  throw new Error(`the session could not be refreshed: ${problem?.message ?? 'no answer'}`);
}
