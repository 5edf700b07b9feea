import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { ApolloServer } from '@apollo/server';
import fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Context, PublicContext } from '../context.ts';
import { AppError, ERROR_CODES } from '../errors.ts';
import { currentTraceparent } from '../platform/telemetry/index.ts';
import type { Services } from '../services.ts';
import { BOUNDS, checkTokens } from './limits/index.ts';
import { bearerToken, publicContext } from './request-context.ts';
import type { GraphqlContext } from './signed-in.ts';

export type Authenticate = (ctx: PublicContext, token: string) => Promise<Context>;

const HEADERS_TIMEOUT_MS = 20_000;

/** The HTTP server, without routes: body limits, JSON, and errors in the shape that GraphQL clients know. */
export function createHttp({ config, log }: Services): FastifyInstance {
  const app = fastify({
    bodyLimit: BOUNDS.bodyBytes,
    trustProxy: config.trustProxy,
    disableRequestLogging: true,
    forceCloseConnections: true,
    requestTimeout: 300_000,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
  });
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as string));
    } catch (error) {
      done(error as Error);
    }
  });
  app.setErrorHandler<FastifyError | AppError>((error, _request, reply) => {
    const { code, message } = describe(error);
    if (code === 'INTERNAL') log.error({ err: error }, 'request failed');
    return reply.status(ERROR_CODES[code].httpStatus).send({ errors: [{ message, extensions: { code } }] });
  });
  app.setNotFoundHandler((request, reply) =>
    reply.status(404).send({ errors: [{ message: `there is nothing at ${request.method} ${request.url}`, extensions: { code: 'NOT_FOUND' } }] }),
  );
  return app;
}

/** PostgreSQL's text has no NUL: refused here, once, instead of failing in whichever column it would reach. */
function parseJson(body: string): unknown {
  if (body.includes('\\u0000')) throw new AppError('INVALID_INPUT', 'the body contains a NUL character (\\u0000); remove it');
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new AppError('INVALID_INPUT', 'the body is not valid JSON', { cause });
  }
}

function describe(error: FastifyError | AppError): { code: keyof typeof ERROR_CODES; message: string } {
  if (error instanceof AppError) return error;
  if (error.statusCode === 413) return { code: 'LIMIT_EXCEEDED', message: `the body is over the limit of ${BOUNDS.bodyBytes} bytes` };
  if (error.statusCode !== undefined && error.statusCode < 500) return { code: 'INVALID_INPUT', message: error.message };
  return { code: 'INTERNAL', message: 'something went wrong on our side' };
}

/** Mounts GraphQL over HTTP at `/graphql`. */
export function mountGraphql(app: FastifyInstance, apollo: ApolloServer<GraphqlContext>, contextOf: (request: FastifyRequest) => Promise<GraphqlContext>): void {
  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    preHandler: async (request) => checkBody(request.body),
    handler: fastifyApolloHandler(apollo, { context: contextOf }),
  });
}

function checkBody(body: unknown): void {
  if (Array.isArray(body)) throw new AppError('LIMIT_EXCEEDED', 'send one operation a request; batches are not taken');
  const query = (body as { query?: unknown } | null | undefined)?.query;
  if (typeof query === 'string') checkTokens(query);
}

/** Who a request is by: the credential that it carries, checked. */
export function createContextOf(services: Services, authenticate: Authenticate): (request: FastifyRequest) => Promise<GraphqlContext> {
  return async (request) => {
    const anyone = publicContext(services, request.raw, request.ip, currentTraceparent());
    const token = bearerToken(request.headers.authorization);
    if (token === null) return { public: anyone, context: null, refusal: null };
    try {
      return { public: anyone, context: await authenticate(anyone, token), refusal: null };
    } catch (refusal) {
      return { public: anyone, context: null, refusal };
    }
  };
}
