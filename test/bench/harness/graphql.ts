import { Pool } from 'undici';

export interface GraphqlClient {
  /** Answers `data`; throws what the server says when there are errors. */
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  close(): Promise<void>;
}

/** A client of the public API, by few kept connections. */
export function createGraphqlClient(url: string, token: string | null): GraphqlClient {
  const pool = new Pool(url, { connections: 8, pipelining: 1 });
  const authorization = token === null ? {} : { authorization: `Bearer ${token}` };
  const headers = { 'content-type': 'application/json', ...authorization };
  return {
    ask: async <Data>(query: string, variables: Record<string, unknown> = {}) => {
      const body = JSON.stringify({ query, variables });
      const response = await pool.request({ path: '/graphql', method: 'POST', headers, body });
      const answer = (await response.body.json()) as { data?: Data; errors?: { message: string }[] };
      if (answer.errors || !answer.data) throw new Error(`${query.slice(0, 60)}…: ${JSON.stringify(answer)}`);
      return answer.data;
    },
    close: () => pool.close(),
  };
}
