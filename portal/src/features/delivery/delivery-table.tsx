'use client';

import { DataList, FilterSelect, useListing } from '@/components/data-list';
import { SpanFilter } from '@/components/span-filter';
import { useViewer } from '@/lib/session';
import { CANCEL_DELIVERIES, RETRY_DELIVERIES } from './bulk-acts';
import { OWN_DELIVERY_COLUMNS } from './delivery-columns';
import { deliveryListingOf, STATUS_OPTIONS } from './listing';
import { useLiveDeliveries } from './use-live-deliveries';

/** The deliveries of one integration, live, for its own page. */
export function DeliveryTable({ integrationId }: { integrationId: string }) {
  const { can } = useViewer();
  const listing = deliveryListingOf(integrationId);
  useLiveDeliveries(useListing(listing).variables());
  return (
    <DataList
      isLive
      listing={listing}
      noun="deliveries"
      columns={OWN_DELIVERY_COLUMNS}
      hrefOf={({ id }) => `/deliveries/${id}`}
      nameOf={({ eventType }) => eventType}
      searchLabel="Search event or error"
      filters={
        <>
          <FilterSelect name="status" label="Status" options={STATUS_OPTIONS} />
          <SpanFilter />
        </>
      }
      bulkActs={can('delivery:write') ? [RETRY_DELIVERIES, CANCEL_DELIVERIES] : []}
      empty={{
        title: 'Nothing delivered yet',
        text: 'Send a test to see it arrive, or wait for one of the events that this integration listens to.',
      }}
    />
  );
}
