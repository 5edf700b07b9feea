import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { NotificationSettings } from './notifications/notification-settings';
import { notificationsQuery } from './settings.documents';

export function NotificationsPage() {
  return (
    <Prefetched queries={[prefetch(notificationsQuery, {})]}>
      <NotificationSettings />
    </Prefetched>
  );
}
