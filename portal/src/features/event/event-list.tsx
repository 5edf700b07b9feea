'use client';

import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { DataList, FilterSelect, listParsers, pageOf } from '@/components/data-list';
import { PageHeader } from '@/components/page-header';
import { SpanFilter } from '@/components/span-filter';
import { apiQuery } from '@/lib/api';
import { eventCatalogueNamesQuery, eventsQuery } from './event.documents';
import { EVENT_COLUMNS } from './event-columns';
import { eventFilterParsers, eventListVariables } from './list-variables';
import { useLiveEvents } from './use-live-events';

/** Everything that happened in the tenant, as it happens. */
export function EventList() {
  const [filters] = useQueryStates(eventFilterParsers);
  const [state] = useQueryStates(listParsers);
  const { data } = useQuery(apiQuery(eventCatalogueNamesQuery, {}));
  useLiveEvents(eventListVariables(filters, state, pageOf(state)));
  const types = (data?.eventTypes ?? []).map(({ name }) => ({ value: name, label: name }));
  return (
    <>
      <PageHeader title="Events" text="What happened, by whom, and what it set off. The list is live." />
      <DataList
        isLive
        noun="events"
        document={eventsQuery}
        variables={(listState, page) => eventListVariables(filters, listState, page)}
        page={(found) => found.events}
        columns={EVENT_COLUMNS}
        hrefOf={({ id }) => `/events/${id}`}
        nameOf={({ type }) => type}
        filters={
          <>
            <FilterSelect name="type" label="Event type" options={types} />
            <SpanFilter />
          </>
        }
        isFiltered={Object.values(filters).some((value) => value !== null)}
        empty={{
          title: 'Nothing has happened yet',
          text: 'Each change of people, groups and applications is an event, kept here with its old and new values.',
        }}
      />
    </>
  );
}
