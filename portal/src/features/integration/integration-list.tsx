'use client';

import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { FilterSelect, ListPage } from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { BULK_ACTS } from './bulk-acts';
import { catalogueQuery } from './integration.documents';
import { INTEGRATION_COLUMNS } from './integration-columns';
import { integrationListing, STATES } from './listing';

/** Every integration of the tenant, and how it does. */
export function IntegrationList() {
  const { can } = useViewer();
  const { data } = useQuery(apiQuery(catalogueQuery, {}));
  const create = can('integration:write') && (
    <LinkButton href="/integrations/new" leftSection={<IconPlus size={16} />}>
      New integration
    </LinkButton>
  );
  return (
    <ListPage
      title="Integrations"
      text="When something happens here, tell it to the tools outside."
      actions={create}
      listing={integrationListing}
      noun="integrations"
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
            searchable
          />
        </>
      }
      bulkActs={can('integration:write') ? BULK_ACTS : []}
      empty={{
        title: 'No integrations yet',
        text: 'An integration sends what happens in your directory to where it matters: a webhook, a Slack channel, a script.',
        action: create,
      }}
    />
  );
}
