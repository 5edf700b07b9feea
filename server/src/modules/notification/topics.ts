import type { EventType } from '../event/index.ts';
import type { NotificationTopic } from '../tenant/index.ts';

/** What each topic tells of. The index `events_notifiable` has these types. */
const EVENTS = {
  TASK_FAILED: ['task.run_failed'],
  FLOW_FAILED: ['action_flow.failed'],
  INTEGRATION_FAILING: ['integration.failing', 'integration.disabled'],
  CONNECTION_FAILING: ['connection.failing', 'connection.recovered'],
  CONFIRMATION_NEEDED: ['task.confirmation_needed', 'action_flow.confirmation_needed'],
  APPROVAL_NEEDED: ['action_flow.approval_needed'],
} as const satisfies Record<NotificationTopic, readonly EventType[]>;

export type ToldEvent = (typeof EVENTS)[NotificationTopic][number];

export function eventsOf(topic: NotificationTopic): readonly ToldEvent[] {
  return EVENTS[topic];
}
