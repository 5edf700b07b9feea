import { StatusBadge } from '@/components/status-badge';
import type { DeliveryRowFragment } from '../../../generated/graphql';

/** Where a delivery stands; one that failed and is tried again says so. */
export function DeliveryStatusBadge({
  delivery: { status, attemptCount, nextAttemptAt },
}: {
  delivery: Pick<DeliveryRowFragment, 'status' | 'attemptCount' | 'nextAttemptAt'>;
}) {
  if (status === 'PENDING' && attemptCount > 0 && nextAttemptAt)
    return <StatusBadge status="WAITING" label="Retrying" />;
  if (status === 'PENDING') return <StatusBadge status="PENDING" label="Waiting" />;
  if (status === 'RUNNING') return <StatusBadge status="RUNNING" label="Sending" />;
  return <StatusBadge status={status} />;
}
