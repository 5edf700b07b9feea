import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';

export interface SeenRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: FastifyRequest['headers'];
  body: unknown;
  /** What it was answered. */
  status: number;
}

export interface Refusal {
  method?: string;
  /** Which requests, by their path with its query. */
  path?: RegExp;
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** How many of them, beginning with the next; all when it is not said. */
  times?: number;
}

/** A stand-in for a provider: a real server on loopback that keeps state and answers as the provider does. */
export interface Twin {
  url: string;
  /** Every request so far, in the order in which they were answered. */
  seen: SeenRequest[];
  /** Those that may have changed something. */
  writes(): SeenRequest[];
  /** Answers some requests with an error, before the provider's own rules see them. */
  refuse(refusal: Refusal): void;
  /** Takes back what was refused. */
  recover(): void;
  close(): Promise<void>;
}

export async function startTwin(define: (app: FastifyInstance) => void): Promise<Twin> {
  const app = Fastify({ routerOptions: { maxParamLength: 1000 } });
  const seen: SeenRequest[] = [];
  const refusals: (Refusal & { left: number })[] = [];
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, parsed(body.toString())));
  // Behind the body's parsing, so that what is refused is seen whole.
  app.addHook('preHandler', async (request, reply) => {
    const refusal = refusals.find((one) => one.left > 0 && matches(one, request));
    if (!refusal) return undefined;
    refusal.left -= 1;
    return refuse(reply, refusal);
  });
  // Before the answer leaves: whoever has it finds the request here.
  app.addHook('onSend', async ({ method, url, headers, body }, { statusCode }) => {
    seen.push({ method, path: url, headers, body: body ?? null, status: statusCode });
  });
  define(app);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    url,
    seen,
    writes: () => seen.filter(({ method }) => method !== 'GET' && method !== 'HEAD'),
    refuse: (refusal) => refusals.push({ ...refusal, left: refusal.times ?? Number.POSITIVE_INFINITY }),
    recover: () => refusals.splice(0),
    close: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

function matches({ method, path }: Refusal, request: FastifyRequest): boolean {
  return (!method || method === request.method) && (!path || path.test(request.url));
}

function refuse(reply: FastifyReply, { status, headers = {}, body = '' }: Refusal): FastifyReply {
  return reply.code(status).headers(headers).send(body);
}

/** JSON where it is JSON, the text itself otherwise. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
