export { NotificationResolver } from './notification.resolver.ts';
export { queueDueNotifications } from './queue-due.ts';
export { setNotifications } from './set.ts';
