import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { GqlError } from './api.ts';
import { eventually } from './eventually.ts';

export interface LiveResult<Data> {
  data?: Data | null;
  errors?: GqlError[];
}

/** One operation on a socket, with what has come of it so far. */
export interface LiveOperation<Data> {
  readonly id: string;
  readonly results: LiveResult<Data>[];
  /** Of an `error` message: the operation has not begun. */
  readonly errors: GqlError[] | null;
  readonly isComplete: boolean;
  /** Resolves with the results when there are so many. */
  count(results: number): Promise<LiveResult<Data>[]>;
  /** Resolves with the errors when the operation is refused. */
  refused(): Promise<GqlError[]>;
  /** Tells the server to stop. */
  complete(): void;
}

/** A client of graphql-transport-ws, bare: what is tested is what goes over the wire. */
export interface LiveClient {
  readonly webSocket: WebSocket;
  readonly closed: Promise<{ code: number; reason: string }>;
  /** Starts an operation; of a subscription, rows come to `results`. */
  start<Data>(query: string, variables?: object, id?: string): LiveOperation<Data>;
  /** Runs a query or mutation. */
  ask<Data>(query: string, variables?: object): Promise<LiveResult<Data>>;
  /** Sends any text. */
  send(text: string): void;
  close(): Promise<void>;
}

interface Message {
  type: string;
  id?: string;
  payload?: unknown;
}

class Operation<Data> implements LiveOperation<Data> {
  readonly results: LiveResult<Data>[] = [];
  errors: GqlError[] | null = null;
  isComplete = false;
  readonly id: string;
  readonly #send: (message: Message) => void;

  constructor(id: string, send: (message: Message) => void) {
    this.id = id;
    this.#send = send;
  }

  take({ type, payload }: Message): void {
    if (type === 'next') this.results.push(payload as LiveResult<Data>);
    else if (type === 'error') this.errors = payload as GqlError[];
    else this.isComplete = true;
  }

  count(wanted: number): Promise<LiveResult<Data>[]> {
    return eventually(() => {
      if (this.results.length >= wanted) return this.results;
      throw new Error(`${this.results.length} of ${wanted} results came; errors: ${JSON.stringify(this.errors)}`);
    });
  }

  refused(): Promise<GqlError[]> {
    return eventually(() => {
      if (this.errors) return this.errors;
      throw new Error('the operation was not refused');
    });
  }

  complete(): void {
    this.#send({ type: 'complete', id: this.id });
  }
}

/** Opens a socket without saying who it is. */
export async function openWebSocket(
  url: string,
  options: { path?: string; protocol?: string; headers?: Record<string, string> } = {},
): Promise<WebSocket> {
  const { path = '/graphql', protocol = 'graphql-transport-ws', headers = {} } = options;
  const webSocket = new WebSocket(`${url.replace('http', 'ws')}${path}`, protocol, { headers });
  await once(webSocket, 'open');
  return webSocket;
}

/** Opens a socket and says who it is; rejects with the close code when it is not let in. */
export async function openLiveClient(
  url: string,
  token: string | null,
  headers: Record<string, string> = {},
): Promise<LiveClient> {
  const webSocket = await openWebSocket(url, { headers });
  const operations = new Map<string, Operation<never>>();
  const closed = closeOf(webSocket);
  const send = (message: Message) => webSocket.send(JSON.stringify(message));
  const payload = token === null ? undefined : { Authorization: `Bearer ${token}` };
  const acknowledged = new Promise<void>((resolve) => {
    webSocket.on('message', (data) => {
      const message = JSON.parse(String(data)) as Message;
      if (message.type === 'connection_ack') resolve();
      else operations.get(message.id ?? '')?.take(message);
    });
  });
  send({ type: 'connection_init', payload });
  await Promise.race([
    acknowledged,
    closed.then(({ code, reason }) => {
      throw new Error(`closed: ${code} ${reason}`);
    }),
  ]);
  const start = <Data>(query: string, variables: object = {}, id: string = randomUUID()) => {
    const operation = new Operation<Data>(id, send);
    operations.set(id, operation as unknown as Operation<never>);
    send({ type: 'subscribe', id, payload: { query, variables } });
    return operation;
  };
  return {
    webSocket,
    closed,
    start,
    ask: async <Data>(query: string, variables?: object) => {
      const operation = start<Data>(query, variables);
      await eventually(() => {
        if (!operation.isComplete && !operation.errors) throw new Error('not answered');
      });
      return operation.errors ? { errors: operation.errors } : (operation.results[0] as LiveResult<Data>);
    },
    send: (text) => webSocket.send(text),
    close: async () => {
      webSocket.close();
      await closed;
    },
  };
}

export function closeOf(webSocket: WebSocket): Promise<{ code: number; reason: string }> {
  return new Promise((resolve) => {
    webSocket.once('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
}
