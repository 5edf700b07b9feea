'use client';

import { useQueryStates } from 'nuqs';
import { DataList, FilterSelect, listParsers, pageOf } from '@/components/data-list';
import { SpanFilter } from '@/components/span-filter';
import { useViewer } from '@/lib/session';
import { deliveriesQuery } from './delivery.documents';
import { OWN_DELIVERY_COLUMNS } from './delivery-columns';
import { deliveryFilterParsers, deliveryListVariables, STATUS_OPTIONS } from './list-variables';
import { useLiveDeliveries } from './use-live-deliveries';
import { useRetryDeliveries } from './use-retry-deliveries';

/** The deliveries of one integration, live, for its own page. */
export function DeliveryTable({ integrationId }: { integrationId: string }) {
  const { can } = useViewer();
  const [ofUrl] = useQueryStates(deliveryFilterParsers);
  const [state] = useQueryStates(listParsers);
  const filters = { ...ofUrl, integration: integrationId };
  const retry = useRetryDeliveries();
  useLiveDeliveries(deliveryListVariables(filters, state, pageOf(state)));
  return (
    <DataList
      isLive
      noun="deliveries"
      document={deliveriesQuery}
      variables={(listState, page) => deliveryListVariables(filters, listState, page)}
      page={(data) => data.deliveries}
      columns={OWN_DELIVERY_COLUMNS}
      hrefOf={({ id }) => `/deliveries/${id}`}
      nameOf={({ eventType }) => eventType}
      filters={
        <>
          <FilterSelect name="status" label="Status" options={STATUS_OPTIONS} />
          <SpanFilter />
        </>
      }
      isFiltered={Object.values(ofUrl).some((value) => value !== null)}
      bulkActs={can('delivery:write') ? [retry] : []}
      empty={{
        title: 'Nothing delivered yet',
        text: 'Send a test to see it arrive, or wait for one of the events that this integration listens to.',
      }}
    />
  );
}
