'use client';

import { useQueryStates } from 'nuqs';
import { DataList, listParsers, pageOf } from '@/components/data-list';
import { PageHeader } from '@/components/page-header';
import {
  DELIVERY_COLUMNS,
  deliveriesQuery,
  deliveryFilterParsers,
  deliveryListVariables,
  RecoverButton,
  useLiveDeliveries,
  useRetryDeliveries,
} from '@/features/delivery';
import { useViewer } from '@/lib/session';
import { DeliveryFilterBar } from './delivery-filter-bar';

/** Everything that was, or will be, delivered; it changes while one looks at it. */
export function DeliveryList() {
  const { can } = useViewer();
  const [filters] = useQueryStates(deliveryFilterParsers);
  const [state] = useQueryStates(listParsers);
  const retry = useRetryDeliveries();
  useLiveDeliveries(deliveryListVariables(filters, state, pageOf(state)));
  const isFiltered = Object.values(filters).some((value) => value !== null);
  return (
    <>
      <PageHeader
        title="Deliveries"
        text="What integrations have sent, are sending and will send. The list is live."
        actions={can('delivery:write') && filters.integration && <RecoverButton integrationId={filters.integration} />}
      />
      <DataList
        isLive
        noun="deliveries"
        document={deliveriesQuery}
        variables={(listState, page) => deliveryListVariables(filters, listState, page)}
        page={(data) => data.deliveries}
        columns={DELIVERY_COLUMNS}
        hrefOf={({ id }) => `/deliveries/${id}`}
        nameOf={({ eventType, integration }) => `${eventType} for ${integration?.name ?? 'a deleted integration'}`}
        filters={<DeliveryFilterBar />}
        isFiltered={isFiltered}
        bulkActs={can('delivery:write') ? [retry] : []}
        empty={{
          title: 'Nothing delivered yet',
          text: 'When something happens that an integration listens to, what it sends is found here, attempt by attempt.',
        }}
      />
    </>
  );
}
