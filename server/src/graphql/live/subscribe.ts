import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import type { Hub } from './hub.ts';
import type { Listener } from './listener.ts';
import type { LiveField } from './live-field.ts';
import type { LiveSocket } from './live-socket.ts';
import { nextHead } from './next-message.ts';
import type { Prepared } from './operation.ts';
import { readSubscription } from './subscription.ts';

export interface Live {
  readonly hub: Hub;
  readonly fields: ReadonlyMap<string, LiveField>;
  isStillValid(ctx: Context): boolean;
}

/** Begins to send what a subscription asks for to a socket. Answers how to leave. */
export async function subscribe(
  { hub, fields, isStillValid }: Live,
  ctx: Context,
  prepared: Prepared,
  { socket, id }: { socket: LiveSocket; id: string },
): Promise<() => void> {
  const subscription = readSubscription(prepared, ctx);
  const field = fields.get(subscription.fieldName);
  if (!field) throw new AppError('NOT_FOUND', `the subscription ${subscription.fieldName} is not served here`);
  requireScope(ctx, field.scope);
  const head = nextHead(id);
  const listener: Listener = {
    ctx,
    isValid: () => isStillValid(ctx),
    send: (messages, from) => {
      socket.sendNext(head, messages, from);
      ctx.metrics.liveMessages.inc(messages.length - from);
    },
    drained: () => socket.drained(),
    end: (reason) => socket.close(reason),
  };
  return hub.join(field, subscription, listener);
}
