'use client';

import { useQuery } from '@tanstack/react-query';
import { FilterSelect, ListPage, useListing } from '@/components/data-list';
import { SpanFilter } from '@/components/span-filter';
import { PersonFilter } from '@/features/picker';
import { apiQuery } from '@/lib/api';
import { eventCatalogueNamesQuery } from './event.documents';
import { EVENT_COLUMNS } from './event-columns';
import { eventListing } from './listing';
import { useLiveEvents } from './use-live-events';

/** Everything that happened in the tenant, as it happens. */
export function EventList() {
  const { data } = useQuery(apiQuery(eventCatalogueNamesQuery, {}));
  useLiveEvents(useListing(eventListing).variables());
  const types = (data?.eventTypes ?? []).map(({ name }) => ({ value: name, label: name }));
  return (
    <ListPage
      isLive
      title="Events"
      text="What happened, by whom, and what it set off. The list is live."
      listing={eventListing}
      noun="events"
      columns={EVENT_COLUMNS}
      hrefOf={({ id }) => `/events/${id}`}
      nameOf={({ type }) => type}
      searchLabel="Search type or address"
      filters={
        <>
          <FilterSelect name="type" label="Event type" options={types} searchable />
          <PersonFilter name="actor" label="By" />
          <SpanFilter />
        </>
      }
      empty={{
        title: 'Nothing has happened yet',
        text: 'Each change of people, groups and applications is an event, kept here with its old and new values.',
      }}
    />
  );
}
