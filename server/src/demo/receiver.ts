import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the demonstration's receiver has got. */
interface Received {
  at: string;
  method: string;
  path: string;
  webhookId: string | undefined;
  isSigned: boolean;
  body: unknown;
}

const MOST_KEPT = 50;
const MOST_BODY_BYTES = 256 * 1024;

export interface DemoReceiver {
  url: string;
  port: number;
  close(): Promise<void>;
}

/** A receiver on loopback for the demonstration's integrations: takes anything, and shows the last of it on GET. */
export async function startReceiver(wantedPort: number): Promise<DemoReceiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'application/json');
      response.end(`${JSON.stringify(received.toReversed(), null, 2)}\n`);
      return;
    }
    received.push(describe(request, await readBody(request)));
    if (received.length > MOST_KEPT) received.shift();
    response.end('ok');
  });
  const port = await listen(server, wantedPort).catch(() => listen(server, 0));
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MOST_BODY_BYTES) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function describe({ method = '', url = '', headers }: IncomingMessage, body: string): Received {
  return {
    at: new Date().toISOString(),
    method,
    path: url,
    webhookId: headers['webhook-id'] as string | undefined,
    isSigned: headers['webhook-signature'] !== undefined,
    body: parsed(body),
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
