import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { AttributeSettings } from './attributes/attribute-settings';
import { Deployment } from './deployment';
import { GeneralSettings } from './general-settings';
import { Providers } from './providers/providers';
import { Roles } from './roles/roles';
import { deploymentQuery, holdersQuery, providersQuery, tenantSettingsQuery } from './settings.documents';

export function GeneralPage() {
  return (
    <Prefetched queries={[prefetch(tenantSettingsQuery, {})]}>
      <GeneralSettings />
    </Prefetched>
  );
}

export function RolesPage() {
  return (
    <Prefetched queries={[prefetch(holdersQuery, {})]}>
      <Roles />
    </Prefetched>
  );
}

export function AttributesPage() {
  return (
    <Prefetched queries={[prefetch(tenantSettingsQuery, {})]}>
      <AttributeSettings />
    </Prefetched>
  );
}

export function ProvidersPage() {
  return (
    <Prefetched queries={[prefetch(providersQuery, {})]}>
      <Providers />
    </Prefetched>
  );
}

export function DeploymentPage() {
  return (
    <Prefetched queries={[prefetch(deploymentQuery, {})]}>
      <Deployment />
    </Prefetched>
  );
}
