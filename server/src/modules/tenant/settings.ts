import { z } from 'zod';

/** What people can be told of by mail. */
export const NOTIFICATION_TOPICS = [
  'TASK_FAILED',
  'FLOW_FAILED',
  'INTEGRATION_FAILING',
  'CONNECTION_FAILING',
  'CONFIRMATION_NEEDED',
  'APPROVAL_NEEDED',
] as const;
export type NotificationTopic = (typeof NOTIFICATION_TOPICS)[number];

const Notifications = z.object({
  /** What has happened before is told to nobody. */
  since: z.iso.datetime(),
  rules: z.array(z.object({ topic: z.enum(NOTIFICATION_TOPICS), userIds: z.array(z.uuid()) })),
});

/** What a tenant decides for itself. Stored as JSON, each setting with its default. */
export const TenantSettings = z.object({
  sessionDays: z.int().min(1, 'must be at least 1').max(90, 'must be at most 90').default(30),
  /** Removals of chains at one provider in an hour; past it, they ask. Null: no bound. */
  removalsPerHour: z
    .int()
    .min(0, 'must not be negative')
    .max(1_000_000, 'must be at most 1000000')
    .nullable()
    .default(100),
  /** Who is told of what; null for nobody. */
  notifications: Notifications.nullable().default(null),
});
export type TenantSettings = z.infer<typeof TenantSettings>;

export function settingsOf(tenant: { settings: unknown }): TenantSettings {
  return TenantSettings.parse(tenant.settings);
}
