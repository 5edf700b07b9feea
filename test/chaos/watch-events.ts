import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

const SUBSCRIPTION = 'subscription($after: String) { eventOccurred(after: $after) { id type data cursor } }';

export interface LiveEvent {
  id: string;
  type: string;
  data: Record<string, unknown>;
  cursor: string;
}

export interface LiveClient {
  /** Everything it got, in order, over all its connections. */
  readonly events: LiveEvent[];
  /** Drops the connection without a word, as a network does; it connects again by itself. */
  drop(): void;
  close(): Promise<void>;
}

/**
 * A client that watches all events of its tenant and holds on: whenever its subscription ends, it connects again and
 * asks for what came after the last event that it got.
 */
export function watchEvents(url: string, token: string): LiveClient {
  const events: LiveEvent[] = [];
  const ending = new AbortController();
  let client: Client | undefined;
  const watchOnce = async () => {
    client = createClient({
      url: `${url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    const variables = { after: events.at(-1)?.cursor ?? null };
    try {
      for await (const { data } of client.iterate<{ eventOccurred: LiveEvent }>({ query: SUBSCRIPTION, variables })) {
        if (data) events.push(data.eventOccurred);
      }
    } finally {
      await client.dispose();
    }
  };
  const watch = async () => {
    while (!ending.signal.aborted) {
      // However it ended, the next connection asks for what it has missed.
      await watchOnce().catch(() => undefined);
      await new Promise((next) => setImmediate(next));
    }
  };
  const watching = watch();
  return {
    events,
    drop: () => client?.terminate(),
    close: async () => {
      ending.abort();
      await client?.dispose();
      await watching;
    },
  };
}
