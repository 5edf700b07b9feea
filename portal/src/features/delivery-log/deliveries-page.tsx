import { createLoader, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { deliveriesQuery, deliveryFilterParsers, deliveryListVariables } from '@/features/delivery';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { DeliveryList } from './delivery-list';
import { eventTypeNamesQuery } from './delivery-log.documents';

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
