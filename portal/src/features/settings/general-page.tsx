import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { GeneralSettings } from './general-settings';
import { tenantSettingsQuery } from './settings.documents';

export function GeneralPage() {
  return (
    <Prefetched queries={[prefetch(tenantSettingsQuery, {})]}>
      <GeneralSettings />
    </Prefetched>
  );
}
