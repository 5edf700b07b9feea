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
import type { DeliveryRowFragment } from '../../../generated/graphql';
import { DeliveryFilterBar } from './delivery-filter-bar';

function nameOf({ eventType, event, integration }: DeliveryRowFragment): string {
  const about = event?.subjects.map(({ name }) => name).join(', ');
  return `${eventType}${about ? ` of ${about}` : ''} for ${integration?.name ?? 'a deleted integration'}`;
}

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
      nameOf={nameOf}
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
