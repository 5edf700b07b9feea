import type { Context } from '../../context.ts';
import { getTenant, NOTIFICATION_TOPICS, settingsOf, type TenantRow } from '../tenant/index.ts';
import type { NotificationRule } from './notification.type.ts';

/** Who is told of each topic, those of which nobody is told included. */
export async function readNotifications(ctx: Context): Promise<NotificationRule[]> {
  return rulesOf(await getTenant(ctx));
}

export function rulesOf(tenant: TenantRow): NotificationRule[] {
  const rules = settingsOf(tenant).notifications?.rules ?? [];
  return NOTIFICATION_TOPICS.map((topic) => ({
    topic,
    userIds: rules.find((rule) => rule.topic === topic)?.userIds ?? [],
  }));
}
