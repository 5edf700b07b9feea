import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { DeliveryDetail } from './delivery-detail';
import { deliveryQuery } from './delivery-log.documents';

export function DeliveryPage({ id }: { id: string }) {
  return (
    <Prefetched queries={[prefetch(deliveryQuery, { id })]}>
      <DeliveryDetail id={id} />
    </Prefetched>
  );
}
