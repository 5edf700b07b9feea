'use client';

import { ListPage, useFilters, useListing } from '@/components/data-list';
import {
  CANCEL_DELIVERIES,
  DELIVERY_COLUMNS,
  deliveryListing,
  RETRY_DELIVERIES,
  RecoverButton,
  useLiveDeliveries,
} from '@/features/delivery';
import { useViewer } from '@/lib/session';
import { DeliveryFilterBar } from './delivery-filter-bar';

/** Everything that was, or will be, delivered; it changes while one looks at it. */
export function DeliveryList() {
  const { can } = useViewer();
  const [{ integration }] = useFilters(deliveryListing.filters);
  useLiveDeliveries(useListing(deliveryListing).variables());
  return (
    <ListPage
      isLive
      title="Deliveries"
      text="What integrations have sent, are sending and will send. The list is live."
      actions={can('delivery:write') && integration && <RecoverButton integrationId={integration} />}
      listing={deliveryListing}
      noun="deliveries"
      columns={DELIVERY_COLUMNS}
      hrefOf={({ id }) => `/deliveries/${id}`}
      nameOf={(row) => `${row.eventType} for ${row.integration?.name ?? 'a deleted integration'}`}
      searchLabel="Search event or error"
      filters={<DeliveryFilterBar />}
      bulkActs={can('delivery:write') ? [RETRY_DELIVERIES, CANCEL_DELIVERIES] : []}
      empty={{
        title: 'Nothing delivered yet',
        text: 'When something happens that an integration listens to, what it sends is found here, attempt by attempt.',
      }}
    />
  );
}
