import type { IncomingMessage } from 'node:http';
import { type ExecutionArgs, GraphQLError, type GraphQLSchema } from 'graphql';
import { makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { Log } from '../../platform/log.ts';
import { presentError } from '../error-map.ts';
import { BOUNDS, overBound } from '../limits/index.ts';
import { reportOperation } from '../operation-report.ts';
import type { LiveSocket } from './live-socket.ts';
import { createPreparer, type Prepared } from './operation.ts';
import { contextOf, executeTraced, type OperationContext, requestContext } from './operation-context.ts';
import { silentOperation } from './silent-operation.ts';

/** What belongs to one socket. `ctx` is null until its client has said who it is. */
export interface Extra extends Record<PropertyKey, unknown> {
  readonly socket: LiveSocket;
  readonly request: IncomingMessage;
  ctx: Context | null;
}

export type Params = Record<string, unknown> | undefined;

export interface ProtocolOptions {
  schema: GraphQLSchema;
  log: Log;
  /** Who a socket is by; null refuses it. */
  connect(extra: Extra, params: Params): Promise<Context | null>;
  isStillValid(ctx: Context): boolean;
  /** Starts to send what a subscription asks for. Answers how to leave. */
  subscribe(ctx: Context, prepared: Prepared, to: { socket: LiveSocket; id: string }): Promise<() => void>;
}

/** An operation that a client asks for, with how many are under way on its socket, this one among them. */
interface Asked {
  extra: Extra;
  count: number;
  id: string;
  payload: SubscribePayload;
}

/** graphql-transport-ws over our schema, with the bounds, errors, log and traces that HTTP has. */
export function createProtocol(options: ProtocolOptions): Server<Extra> {
  const { schema, log, isStillValid } = options;
  const prepare = createPreparer(schema);

  const begin = async ({ extra, count, id, payload }: Asked): Promise<OperationContext | readonly GraphQLError[]> => {
    const startedAt = performance.now();
    const context = requestContext(actorOf(extra), log);
    if (!isStillValid(context)) {
      extra.socket.close('forbidden');
      throw new AppError('UNAUTHENTICATED', 'the session has ended; connect again');
    }
    if (count > BOUNDS.operationsPerSocket) throw overBound('operations on one socket', 'operationsPerSocket', count);
    const prepared = prepare(payload);
    if (!('document' in prepared)) return prepared;
    const isLive = prepared.operation.operation === 'subscription';
    const leave = isLive ? await options.subscribe(context, prepared, { socket: extra.socket, id }) : () => undefined;
    return { public: context, context, refusal: null, prepared, startedAt, leave };
  };

  return makeServer<Params, Extra>({
    connectionInitWaitTimeout: BOUNDS.connectionInitMs,
    onConnect: async ({ extra, connectionParams }) => {
      try {
        extra.ctx = await options.connect(extra, connectionParams);
      } catch (error) {
        log.error({ err: error }, 'live: it cannot be told whose a socket is; its client tries again');
        extra.socket.close('failed');
      }
      return extra.ctx !== null;
    },
    onSubscribe: async ({ extra, subscriptions }, id, payload) => {
      try {
        const begun = await begin({ extra, count: Object.keys(subscriptions).length, id, payload });
        return 'context' in begun ? ({ ...begun.prepared, contextValue: begun } satisfies ExecutionArgs) : begun;
      } catch (error) {
        return [asGraphqlError(error)];
      }
    },
    subscribe: (args) => silentOperation(contextOf(args).leave),
    execute: executeTraced,
    onOperation: (_connection, _id, _payload, args) => {
      const { prepared, startedAt, ...graphql } = contextOf(args);
      const { operation } = prepared;
      // Of the others there is more to tell once they are answered.
      if (operation.operation !== 'subscription') return;
      reportOperation(graphql, { transport: 'websocket', operation, errors: undefined, startedAt });
    },
    onNext: (_connection, _id, _payload, args, { errors, ...result }) => {
      const { prepared, startedAt, ...graphql } = contextOf(args);
      const shown = errors?.map((error) => presentError(error, graphql.context));
      reportOperation(graphql, { transport: 'websocket', operation: prepared.operation, errors: shown, startedAt });
      return shown ? { ...result, errors: shown } : result;
    },
    onError: ({ extra }, _id, _payload, errors) => {
      const context = requestContext(actorOf(extra), log);
      const shown = errors.map((error) => presentError(error, context));
      const startedAt = performance.now();
      const graphql = { public: context, context, refusal: null };
      reportOperation(graphql, { transport: 'websocket', operation: null, errors: shown, startedAt });
      return shown;
    },
  });
}

/** Operations come only after the socket was acknowledged, and so has an actor. */
function actorOf({ ctx }: Extra): Context {
  if (ctx) return ctx;
  throw new AppError('UNAUTHENTICATED', 'say who you are in connection_init first');
}

function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}
