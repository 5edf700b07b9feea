import type { BulkAct } from '@/components/data-list';
import { callApi } from '@/lib/api';
import type { DeliveryRowFragment } from '../../../generated/graphql';
import { cancelDeliveryMutation, retryDeliveriesMutation } from './delivery.documents';

/** Sends the selected deliveries again, in one call that answers for each. */
export const RETRY_DELIVERIES: BulkAct<DeliveryRowFragment> = {
  label: 'Retry',
  describe: (rows) => {
    const succeeded = rows.filter(({ status }) => status === 'SUCCESS').length;
    const repeats = succeeded > 0 ? ` ${succeeded} of them succeeded before and will arrive a second time.` : '';
    return `${rows.length === 1 ? 'One delivery is' : `${rows.length} deliveries are`} sent again now, by the same ids, and retried from the beginning where that fails.${repeats}`;
  },
  runMany: async (rows) => {
    const { retryDeliveries } = await callApi(retryDeliveriesMutation, { ids: rows.map(({ id }) => id) });
    return retryDeliveries.map(({ deliveryId, refusal }) =>
      refusal ? { id: deliveryId, outcome: 'FAILED', reason: refusal } : { id: deliveryId, outcome: 'CHANGED' },
    );
  },
};

/** What waits is not sent any more; what has ended already is told of. */
export const CANCEL_DELIVERIES: BulkAct<DeliveryRowFragment> = {
  label: 'Cancel',
  color: 'red',
  describe: (rows) =>
    `${rows.length === 1 ? 'One delivery is' : `${rows.length} deliveries are`} not sent, nor tried again. What has arrived stays where it arrived.`,
  run: ({ id }) => callApi(cancelDeliveryMutation, { id }),
};
