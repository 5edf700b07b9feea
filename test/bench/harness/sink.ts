import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveCommands } from './child.ts';
import { createWallClock } from './clock.ts';
import { type Pause, watchThread } from './watch-thread.ts';

/** A request as it came, for the runner to verify. */
export interface SampleRequest {
  headers: Record<string, string>;
  body: string;
}

export interface SinkState {
  requests: number;
  /** Different `webhook-id`s. */
  received: number;
  signed: number;
}

/** First arrivals: wall-clock milliseconds by `webhook-id`, and how often an id came that had come before. */
export interface Arrivals {
  at: Map<string, number>;
  repeated: string[];
}

let now = createWallClock();
let at = new Map<string, number>();
let repeated: string[] = [];
let requests = 0;
let signed = 0;
let sample: SampleRequest | null = null;
const pauses: Pause[] = [];

function receive(request: IncomingMessage): void {
  const arrivedAt = now();
  const id = request.headers['webhook-id'] as string | undefined;
  requests += 1;
  if (request.headers['webhook-signature'] !== undefined) signed += 1;
  if (id === undefined) return;
  if (at.has(id)) repeated.push(id);
  else at.set(id, arrivedAt);
}

function keepSample(request: IncomingMessage): void {
  const kept: SampleRequest = { headers: request.headers as Record<string, string>, body: '' };
  sample = kept;
  request.setEncoding('utf8').on('data', (text: string) => {
    kept.body += text;
  });
}

/** Takes everything and answers at once: it shares the machine with what is measured. */
const server = createServer((request, response) => {
  receive(request);
  if (sample === null) keepSample(request);
  else request.resume();
  response.writeHead(200, { 'content-length': '2' });
  response.end('ok');
});
server.keepAliveTimeout = 30_000;

const commands = {
  listen: () =>
    new Promise<string>((resolve) => {
      server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
    }),
  reset: () => {
    now = createWallClock();
    at = new Map();
    repeated = [];
    requests = 0;
    signed = 0;
    sample = null;
  },
  state: (): SinkState => ({ requests, received: at.size, signed }),
  arrivals: (): Arrivals => ({ at, repeated }),
  watch: () => watchThread((pause) => pauses.push(pause)),
  pauses: (): Pause[] => pauses,
  sample: (): SampleRequest | null => sample,
};
export type SinkCommands = typeof commands;

serveCommands(commands);
