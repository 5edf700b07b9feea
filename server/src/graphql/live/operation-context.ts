import { type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import type { Context } from '../../context.ts';
import { newId } from '../../platform/id.ts';
import type { Log } from '../../platform/log.ts';
import { currentTrace, inSpan, NO_TRACE } from '../../platform/telemetry/index.ts';
import { nameOf } from '../operation-report.ts';
import type { GraphqlContext } from '../signed-in.ts';
import type { Prepared } from './operation.ts';

/** One operation on a socket: what its resolvers see, and what its answer is told with. */
export interface OperationContext extends GraphqlContext {
  readonly context: Context;
  readonly prepared: Prepared;
  readonly startedAt: number;
  /** How to end it, of a subscription. */
  readonly leave: () => void;
}

/** Every operation is a request of its own, by the actor that the socket belongs to. */
export function requestContext(ctx: Context, log: Log): Context {
  const { tenantId, actor } = ctx;
  const request = { ...ctx.request, id: newId(), ...NO_TRACE };
  return { ...ctx, request, log: log.child({ requestId: request.id, tenantId, actorId: actor.id }) };
}

/** The context that the operation was prepared with. */
export function contextOf({ contextValue }: Pick<ExecutionArgs, 'contextValue'>): OperationContext {
  return contextValue as OperationContext;
}

/** Executes a query or mutation in a span of its own, which the events that it records continue. */
export function executeTraced(args: ExecutionArgs): Promise<ExecutionResult> {
  const operation = contextOf(args);
  const { operation: definition } = operation.prepared;
  return inSpan(`${definition.operation} ${nameOf(definition)}`, {}, async () => {
    const request = { ...operation.context.request, ...currentTrace() };
    const context = { ...operation.context, request };
    return await execute({ ...args, contextValue: { ...operation, public: context, context } });
  });
}
