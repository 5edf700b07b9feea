import type { IncomingMessage, ServerResponse } from 'node:http';

const MOST_BYTES = 64 * 1024;

/** A request that is not what it should be; `status` is the answer's. */
export class BadRequest extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new BadRequest(413, 'the request is too long');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch (cause) {
    throw Object.assign(new BadRequest(400, 'the request is not JSON'), { cause });
  }
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.setHeader('cache-control', 'no-store');
  response.end(JSON.stringify(body));
}

/** An answer in GraphQL's form, so that pages know one kind of error. */
export function sendProblem(response: ServerResponse, status: number, code: string, message: string): void {
  if (response.headersSent) response.destroy();
  else sendJson(response, status, { errors: [{ message, extensions: { code } }] });
}
