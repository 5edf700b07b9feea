import { createLoader, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { deliveriesQuery, eventTypeNamesQuery } from './delivery.documents';
import { DeliveryList } from './delivery-list';
import { deliveryFilterParsers, deliveryListVariables } from './list-variables';

const loadList = createLoader(listParsers);
const loadFilters = createLoader(deliveryFilterParsers);

export async function DeliveriesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [state, filters] = await Promise.all([loadList(searchParams), loadFilters(searchParams)]);
  return (
    <Prefetched
      queries={[prefetch(deliveriesQuery, deliveryListVariables(filters, state)), prefetch(eventTypeNamesQuery, {})]}
    >
      <DeliveryList />
    </Prefetched>
  );
}
