import type { Context } from '../../context.ts';
import { sql } from '../../platform/db/index.ts';
import { derivedId } from '../../platform/id.ts';
import { sqlTransaction } from '../../transaction.ts';
import { type OwnMessage, queueMessages } from '../message/index.ts';
import { settingsOf } from '../tenant/index.ts';
import { type DueEvent, readDueEvents } from './due-events.sql.ts';
import { letterOf } from './letter.ts';
import { eventsOf, type ToldEvent } from './topics.ts';

const HOUR_MS = 3600_000;
/** Longer than anybody is without a worker for. What is older is no news. */
const LOOK_BACK_MS = 24 * HOUR_MS;

/**
 * Queues a message to whom the tenant's settings name, for each thing that has failed or waits. Whoever looks at the same
 * events again queues nothing: the message of a person, a thing and an hour has one id. Answers how many are new.
 */
export function queueDueNotifications(ctx: Context): Promise<number> {
  return sqlTransaction(ctx, async (ctx) => {
    const [tenant] = await ctx.tx.query<{ settings: unknown }>(
      sql`SELECT settings FROM tenants WHERE id = ${ctx.tenantId}::uuid`,
    );
    const { notifications } = settingsOf(tenant ?? { settings: {} });
    if (!notifications) return 0;
    const readers = new Map<ToldEvent, readonly string[]>(
      notifications.rules.flatMap(({ topic, userIds }) => eventsOf(topic).map((type) => [type, userIds] as const)),
    );
    const since = Math.max(Date.parse(notifications.since), ctx.clock.now().getTime() - LOOK_BACK_MS);
    const events = await readDueEvents(ctx, { types: [...readers.keys()], since: new Date(since) });
    const messages = events.flatMap((event) => messagesOf(ctx, event, readers.get(event.type) ?? []));
    return queueMessages(ctx, [...new Map(messages.toReversed().map((message) => [message.id, message])).values()]);
  });
}

function messagesOf({ config }: Context, event: DueEvent, userIds: readonly string[]): OwnMessage[] {
  const { type } = event;
  const { about, subject, text } = letterOf(config, type, event);
  const hour = String(Math.floor(event.firedAt.getTime() / HOUR_MS));
  return userIds.map((userId) => ({ id: derivedId(userId, 'notification', type, about, hour), userId, subject, text }));
}
