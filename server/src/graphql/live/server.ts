import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ExecutionArgs, type ExecutionResult, type GraphQLError, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { Services } from '../../services.ts';
import { toGraphqlError } from '../error-map.ts';
import type { Authenticate } from '../http.ts';
import { bearerToken, publicContext } from '../request-context.ts';
import { type GraphqlContext, requireSignedIn } from '../signed-in.ts';
import { Hub } from './hub.ts';
import type { LiveField } from './live-field.ts';
import { createPreparer, type Prepared, subscriptionField } from './operation.ts';
import { fromCursor } from './position.ts';
import { silentUntil } from './silent-iterable.ts';
import { CLOSE_FORBIDDEN, CLOSE_SLOW, createSender } from './socket.ts';

/** How often sockets are looked through for actors who may not stay. */
const SWEEP_MS = 1000;
const MOST_MESSAGE_BYTES = 256 * 1024;

interface Extra extends Record<PropertyKey, unknown> {
  graphql: GraphqlContext;
  send: (operationId: string, payload: string) => void;
}

export interface LiveOptions {
  schema: GraphQLSchema;
  fields: readonly LiveField[];
  authenticate: Authenticate;
  /** Whether the actor of a context may still act: not deactivated, revoked or expired since. */
  isStillValid(ctx: Context): boolean;
}

/** GraphQL over WebSocket (graphql-transport-ws) at `/graphql`, on the HTTP server's own port. */
export function startLive(services: Services, server: Server, options: LiveOptions): { stop(): Promise<void> } {
  const { schema, authenticate, isStillValid } = options;
  const { log, metrics } = services;
  const fields = new Map(options.fields.map((field) => [field.name, field]));
  const hub = new Hub(services, schema);
  const prepare = createPreparer(schema);
  const actors = new Map<WebSocket, Context>();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_MESSAGE_BYTES, perMessageDeflate: false });

  const refused = (error: unknown): GraphQLError[] => [toGraphqlError(error, log)];

  const subscribe = async (extra: Extra & { socket: WebSocket }, id: string, args: Prepared) => {
    const { name, values } = subscriptionField(args);
    const field = fields.get(name);
    if (!field) throw new AppError('NOT_FOUND', `the subscription ${name} is not served here`);
    const ctx = requireSignedIn(extra.graphql);
    requireScope(ctx, field.scope);
    const { after, ...rest } = values;
    const position = typeof after === 'string' ? fromCursor(after) : null;
    const operation = { document: args.document, operationName: args.operationName ?? undefined, variables: args.variableValues ?? {}, args: rest };
    const { socket, send } = extra;
    const listener = {
      ctx,
      isValid: () => isStillValid(ctx),
      end: (reason: 'forbidden' | 'slow') => endSocket(socket, reason),
      send: (payload: string) => send(id, payload),
    };
    const leave = await hub.join(field, operation, listener, position);
    return silentUntil(leave);
  };

  const disposable = useServer<Record<string, unknown>, Extra>(
    {
      onConnect: async (connection) => {
        const { socket, request } = connection.extra;
        const token = bearerToken(authorizationOf(connection.connectionParams, request));
        const anyone = publicContext(services, request, request.socket.remoteAddress ?? null, null);
        const graphql = await signIn(authenticate, anyone, token);
        if (graphql.refusal) return false;
        if (graphql.context) actors.set(socket, graphql.context);
        Object.assign(connection.extra, { graphql, send: createSender(socket, metrics) });
        metrics.liveSockets.inc();
        return true;
      },
      onDisconnect: ({ extra }) => {
        actors.delete(extra.socket);
        metrics.liveSockets.dec();
      },
      onSubscribe: ({ extra }, id, payload) => {
        try {
          const { graphql } = extra as Extra;
          if (graphql.context && !isStillValid(graphql.context)) {
            endSocket(extra.socket, 'forbidden');
            throw new AppError('UNAUTHENTICATED', 'the session has ended; connect again');
          }
          const prepared = prepare(payload);
          return { ...prepared, contextValue: { ...graphql, socket: { extra, id } } } as ExecutionArgs;
        } catch (error) {
          return refused(error);
        }
      },
      subscribe: async (args) => {
        const { socket } = args.contextValue as { socket: { extra: Extra & { socket: WebSocket }; id: string } };
        try {
          return await subscribe(socket.extra, socket.id, args);
        } catch (error) {
          return { errors: refused(error) } satisfies ExecutionResult;
        }
      },
      onError: (_ctx, _id, _payload, errors) => errors.map((error) => toGraphqlError(error, log).toJSON()),
      onNext: (_ctx, _id, _payload, _args, result) =>
        result.errors ? { ...result, errors: result.errors.map((error) => toGraphqlError(error, log).toJSON()) } : undefined,
    },
    sockets,
  );

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== '/graphql') {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => sockets.emit('connection', webSocket, request));
  };
  server.on('upgrade', upgrade);
  const sweep = setInterval(() => {
    for (const [socket, ctx] of actors) if (!isStillValid(ctx)) endSocket(socket, 'forbidden');
  }, SWEEP_MS);

  return {
    stop: async () => {
      clearInterval(sweep);
      server.off('upgrade', upgrade);
      await disposable.dispose();
    },
  };
}

function endSocket(socket: WebSocket, reason: 'forbidden' | 'slow'): void {
  if (reason === 'forbidden') socket.close(CLOSE_FORBIDDEN, 'Forbidden');
  else socket.close(CLOSE_SLOW, 'too slow: resume from your last cursor');
}

/** `Authorization` of the connection's parameters, in any case, or of the upgrade request. */
function authorizationOf(params: Record<string, unknown> | undefined, request: IncomingMessage): string | undefined {
  const sent = Object.entries(params ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return typeof sent === 'string' ? sent : request.headers.authorization;
}

async function signIn(authenticate: Authenticate, anyone: GraphqlContext['public'], token: string | null): Promise<GraphqlContext> {
  if (token === null) return { public: anyone, context: null, refusal: null };
  try {
    return { public: anyone, context: await authenticate(anyone, token), refusal: null };
  } catch (refusal) {
    return { public: anyone, context: null, refusal };
  }
}
