'use client';

import { useQuery } from '@tanstack/react-query';
import { FilterSelect } from '@/components/data-list';
import { SpanFilter } from '@/components/span-filter';
import { STATUS_OPTIONS } from '@/features/delivery';
import { IntegrationFilter } from '@/features/picker';
import { apiQuery } from '@/lib/api';
import { eventTypeNamesQuery } from './delivery-log.documents';

/** By integration, status, event and time; all of it in the URL. */
export function DeliveryFilterBar() {
  const { data } = useQuery(apiQuery(eventTypeNamesQuery, {}));
  const types = data?.eventTypes ?? [];
  return (
    <>
      <IntegrationFilter name="integration" label="Integration" />
      <FilterSelect name="status" label="Status" options={STATUS_OPTIONS} />
      <FilterSelect
        name="event"
        label="Event"
        options={types.map(({ name }) => ({ value: name, label: name }))}
        searchable
      />
      <SpanFilter />
    </>
  );
}
