'use client';

import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { DataList, FilterSelect } from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { PageHeader } from '@/components/page-header';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { catalogueQuery, integrationsQuery } from './integration.documents';
import { INTEGRATION_COLUMNS } from './integration-columns';
import { integrationFilterParsers, integrationListVariables } from './list-variables';
import { useBulkActs } from './use-bulk-acts';

const STATES = [
  { value: 'enabled', label: 'Enabled' },
  { value: 'disabled', label: 'Disabled' },
  { value: 'failing', label: 'Failing' },
];

/** Every integration of the tenant, and how it does. */
export function IntegrationList() {
  const { can } = useViewer();
  const [filters] = useQueryStates(integrationFilterParsers);
  const { data } = useQuery(apiQuery(catalogueQuery, {}));
  const bulkActs = useBulkActs();
  const create = can('integration:write') && (
    <LinkButton href="/integrations/new" leftSection={<IconPlus size={16} />}>
      New integration
    </LinkButton>
  );
  return (
    <>
      <PageHeader
        title="Integrations"
        text="When something happens here, tell it to the tools outside: what to listen to, on which conditions, and what to send."
        actions={create}
      />
      <DataList
        noun="integrations"
        document={integrationsQuery}
        variables={(state, page) => integrationListVariables(filters, state, page)}
        page={(found) => found.integrations}
        columns={INTEGRATION_COLUMNS}
        hrefOf={({ id }) => `/integrations/${id}`}
        nameOf={({ name }) => name}
        searchLabel="Search integrations"
        filters={
          <>
            <FilterSelect name="state" label="State" options={STATES} />
            <FilterSelect
              name="event"
              label="Event"
              options={(data?.eventTypes ?? []).map(({ name }) => ({ value: name, label: name }))}
            />
          </>
        }
        isFiltered={filters.state !== null || filters.event !== null}
        bulkActs={can('integration:write') ? bulkActs : []}
        empty={{
          title: 'No integrations yet',
          text: 'An integration sends what happens in your directory to where it matters: a webhook, a Slack channel, a script.',
          action: create,
        }}
      />
    </>
  );
}
