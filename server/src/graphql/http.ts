import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyError, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { GraphQLError } from 'graphql';
import { AppError, ERROR_CODES, type ErrorCode } from '../errors.ts';
import { newId } from '../platform/id.ts';
import { inSpan, traceRequests } from '../platform/telemetry/index.ts';
import type { Services } from '../services.ts';
import { closeGracefully } from './close-gracefully.ts';
import { shown } from './error-map.ts';
import { type Authenticate, identify } from './identify.ts';
import { BOUNDS, readDocument } from './limits/index.ts';
import { bearerToken, publicContext } from './request-context.ts';
import type { GraphqlContext } from './signed-in.ts';

export type { Authenticate } from './identify.ts';

const HEADERS_TIMEOUT_MS = 20_000;
/** For the whole of a request's body: that of an import is read only as fast as its rows are written, up to a million. */
const REQUEST_TIMEOUT_MS = 30 * 60_000;
/** Signed tokens stand in paths. */
const LONGEST_PARAM = 1000;

/** The HTTP server, without routes: body limits, JSON, traces, and errors in the shape that GraphQL clients know. */
export function createHttp({ log }: Services): FastifyInstance {
  const app = fastify({
    bodyLimit: BOUNDS.bodyBytes,
    // An operation tells of itself, with its tenant and name: see operation-report.ts.
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    routerOptions: { maxParamLength: LONGEST_PARAM },
  });
  traceRequests(app);
  closeGracefully(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, async (_request: FastifyRequest, body: string) =>
    parseJson(body),
  );
  app.setErrorHandler<FastifyError | AppError>((error, _request, reply) => {
    const { status, ...answer } = describeFailure(error);
    if (status >= 500) log.error({ err: error, errorId: answer.extensions.errorId }, 'request failed');
    return reply.status(status).send({ errors: [answer] });
  });
  app.setNotFoundHandler(({ method, url }) => {
    throw new AppError('NOT_FOUND', `there is nothing at ${method} ${url.slice(0, 200)}`);
  });
  return app;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw new AppError('INVALID_INPUT', 'the body is not valid JSON', { cause });
  }
}

interface Failure {
  status: number;
  message: string;
  extensions: Record<string, unknown> & { code: ErrorCode };
}

/** What Fastify itself refuses keeps its status: 413 and 415 say more than our codes. */
function describeFailure(error: FastifyError | AppError): Failure {
  if (error instanceof AppError && error.code !== 'INTERNAL') {
    return { status: ERROR_CODES[error.code].httpStatus, ...shown(error) };
  }
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  if (status === 413) {
    const message = `bytes of the body: more, and the limit is ${BOUNDS.bodyBytes}; send less at once`;
    return { status, message, extensions: { code: 'LIMIT_EXCEEDED' } };
  }
  if (status < 500) return { status, message: error.message, extensions: { code: 'INVALID_INPUT' } };
  const errorId = newId();
  const message = `something went wrong on our side; give this id when you report it: ${errorId}`;
  return { status: 500, message, extensions: { code: 'INTERNAL', errorId } };
}

/** Mounts GraphQL over HTTP at `/graphql`. */
export function mountGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<GraphqlContext>,
  contextOf: (request: FastifyRequest) => Promise<GraphqlContext>,
): void {
  const answer = fastifyApolloHandler(apollo, { context: contextOf });
  app.route({
    url: '/graphql',
    method: ['GET', 'POST', 'OPTIONS'],
    preHandler: async ({ body, query }) => {
      checkSource(body);
      checkSource(query);
    },
    handler: (request, reply) => inSpan('graphql', {}, () => answer.call(app, request, reply)),
  });
}

/** Before Apollo validates a document, which takes the longer the more there is to compare. */
function checkSource(sent: unknown): void {
  if (Array.isArray(sent))
    throw new AppError('LIMIT_EXCEEDED', 'operations of a request: send one; batches are not taken');
  const source = (sent as { query?: unknown } | null | undefined)?.query;
  if (typeof source !== 'string') return;
  try {
    readDocument(source);
  } catch (error) {
    // What is no GraphQL is left for Apollo to explain.
    if (!(error instanceof GraphQLError)) throw error;
  }
}

/** Makes the context of a request: its id, where it came from, and who it is by. */
export function createContextOf(
  services: Services,
  authenticate: Authenticate,
): (request: FastifyRequest) => Promise<GraphqlContext> {
  return (request) => {
    const anyone = publicContext(services, request.raw);
    return identify(authenticate, anyone, bearerToken(request.headers.authorization));
  };
}
