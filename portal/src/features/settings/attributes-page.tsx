import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { AttributeSettings } from './attributes/attribute-settings';
import { tenantSettingsQuery } from './settings.documents';

export function AttributesPage() {
  return (
    <Prefetched queries={[prefetch(tenantSettingsQuery, {})]}>
      <AttributeSettings />
    </Prefetched>
  );
}
