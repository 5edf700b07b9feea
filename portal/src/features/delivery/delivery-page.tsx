import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { deliveryQuery } from './delivery.documents';
import { DeliveryDetail } from './delivery-detail';

export function DeliveryPage({ id }: { id: string }) {
  return (
    <Prefetched queries={[prefetch(deliveryQuery, { id })]}>
      <DeliveryDetail id={id} />
    </Prefetched>
  );
}
