'use client';

import { useQuery } from '@tanstack/react-query';
import { FilterSelect } from '@/components/data-list';
import { SpanFilter } from '@/components/span-filter';
import { STATUS_OPTIONS } from '@/features/delivery';
import { apiQuery } from '@/lib/api';
import { eventTypeNamesQuery } from './delivery-log.documents';
import { IntegrationFilter } from './integration-filter';

/** By integration, status, event and time; all of it in the URL. */
export function DeliveryFilterBar() {
  const { data } = useQuery(apiQuery(eventTypeNamesQuery, {}));
  const types = data?.eventTypes ?? [];
  return (
    <>
      <IntegrationFilter />
      <FilterSelect name="status" label="Status" options={STATUS_OPTIONS} />
      <FilterSelect name="event" label="Event" options={types.map(({ name }) => ({ value: name, label: name }))} />
      <SpanFilter />
    </>
  );
}
