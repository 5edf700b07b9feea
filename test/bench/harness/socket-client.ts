import { WebSocket } from 'ws';
import { serveCommands } from './child.ts';
import { createWallClock } from './clock.ts';

export interface Sockets {
  url: string;
  token: string;
  count: number;
}

export interface Received {
  messages: number;
  bytes: number;
  /** Messages by socket. */
  perSocket: Uint32Array;
  /** Wall-clock milliseconds at which each socket got the event, by event id. */
  arrivals: Map<string, Float64Array>;
}

const OPERATION_ID = 's';
const SUBSCRIPTION = 'subscription { eventOccurred { id type actorEmail firedAt data cursor } }';
/** graphql-transport-ws messages begin so, as `id` is the first field that is asked for. */
const BEFORE_EVENT_ID = '"eventOccurred":{"id":"';
const EVENT_ID_LENGTH = 36;
const CONNECT_AT_ONCE = 50;

const sockets: WebSocket[] = [];
let now = createWallClock();
let messages = 0;
let bytes = 0;
let perSocket = new Uint32Array(0);
let arrivals = new Map<string, { count: number; at: Float64Array }>();

/** No JSON is parsed here: this process shares the machine with what it measures. */
function count(index: number, data: Buffer): void {
  const start = data.indexOf(BEFORE_EVENT_ID, 0, 'latin1') + BEFORE_EVENT_ID.length;
  if (start < BEFORE_EVENT_ID.length) return;
  messages += 1;
  bytes += data.length;
  perSocket[index] = (perSocket[index] ?? 0) + 1;
  const id = data.toString('latin1', start, start + EVENT_ID_LENGTH);
  let entry = arrivals.get(id);
  if (!entry) {
    entry = { count: 0, at: new Float64Array(sockets.length) };
    arrivals.set(id, entry);
  }
  entry.at[entry.count] = now();
  entry.count += 1;
}

/** Connects and subscribes; resolves when the server has acknowledged the connection and the subscription was sent. */
function subscribe({ url, token }: Sockets, index: number): Promise<void> {
  const socket = new WebSocket(url, 'graphql-transport-ws', { perMessageDeflate: false, skipUTF8Validation: true });
  sockets[index] = socket;
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', (code, reason) => reject(new Error(`socket ${index} was closed: ${code} ${reason}`)));
    socket.once('open', () => {
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } }));
    });
    socket.once('message', () => {
      socket.send(JSON.stringify({ id: OPERATION_ID, type: 'subscribe', payload: { query: SUBSCRIPTION } }));
      socket.on('message', (data: Buffer) => count(index, data));
      resolve();
    });
  });
}

const commands = {
  connect: async (input: Sockets) => {
    perSocket = new Uint32Array(input.count);
    for (let start = 0; start < input.count; start += CONNECT_AT_ONCE) {
      const indexes = Array.from(
        { length: Math.min(CONNECT_AT_ONCE, input.count - start) },
        (_, offset) => start + offset,
      );
      await Promise.all(indexes.map((index) => subscribe(input, index)));
    }
  },
  reset: () => {
    now = createWallClock();
    messages = 0;
    bytes = 0;
    perSocket = new Uint32Array(sockets.length);
    arrivals = new Map();
  },
  state: () => ({ messages, open: sockets.filter((socket) => socket.readyState === WebSocket.OPEN).length }),
  received: (): Received => ({
    messages,
    bytes,
    perSocket,
    arrivals: new Map([...arrivals].map(([id, { count, at }]) => [id, at.slice(0, count)])),
  }),
};
export type SocketClientCommands = typeof commands;

serveCommands(commands);
