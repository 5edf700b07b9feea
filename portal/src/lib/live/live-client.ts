import { type Client, createClient } from 'graphql-ws';
import { callApi } from '../api/call-api';
import { createLiveTicketMutation } from './live.documents';
import { setLiveState } from './live-state';

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 5000;
/** A socket that nobody uses is kept so long: the next page may want it. */
const KEPT_MS = 3000;

let client: Client | undefined;

/**
 * The page's one socket. It goes over the portal's own server, shows a ticket of its own each time it opens, and comes
 * back by itself for as long as anyone listens.
 */
export function liveClient(): Client {
  client ??= createClient({
    url: `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/api/live`,
    lazy: true,
    lazyCloseTimeout: KEPT_MS,
    keepAlive: 10_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: (retries) => pause(Math.min(FIRST_WAIT_MS * 2 ** retries, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2)),
    connectionParams: async () => {
      const { createLiveTicket } = await callApi(createLiveTicketMutation);
      return { ticket: createLiveTicket.ticket };
    },
    on: {
      connecting: (isRetry) => setLiveState(isRetry ? 'waiting' : 'connecting'),
      connected: () => setLiveState('live'),
      closed: (event) => setLiveState((event as CloseEvent).code === 1000 ? 'idle' : 'waiting'),
    },
  });
  return client;
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
