'use client';

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { ConfirmAct } from '@/components/confirm-act';
import { cancelDeliveryMutation, deliveriesQuery } from '@/features/delivery';
import { useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { DeliveryQuery } from '../../../generated/graphql';
import { deliveryQuery, retryDeliveryMutation } from './delivery-log.documents';

/** Retry and cancel, where they can be done and one may. */
export function DeliveryActs({ delivery: { id, status } }: { delivery: DeliveryQuery['delivery'] }) {
  const { can } = useViewer();
  const invalidates = [deliveryQuery, deliveriesQuery];
  const retry = useApiMutation(retryDeliveryMutation, {
    invalidates,
    onSuccess: () => notifications.show({ color: 'green', message: 'It is sent again now' }),
    onError: (error) => notifications.show({ color: 'red', title: 'It was not sent again', message: error.message }),
  });
  const cancel = useApiMutation(cancelDeliveryMutation, { invalidates });
  if (!can('delivery:write')) return null;
  return (
    <>
      {(status === 'PENDING' || status === 'RUNNING') && (
        <ConfirmAct label="Cancel delivery" onConfirm={() => cancel.mutateAsync({ id })}>
          It is not tried again. What is on its way at this moment may still arrive.
        </ConfirmAct>
      )}
      {status === 'SUCCESS' && (
        <ConfirmAct
          label="Send again"
          color="blue"
          buttonProps={{ variant: 'default' }}
          onConfirm={() => retry.mutateAsync({ id })}
        >
          It has succeeded already: the receiver gets the same request, by the same id, a second time.
        </ConfirmAct>
      )}
      {status !== 'SUCCESS' && status !== 'RUNNING' && (
        <Button leftSection={<IconRefresh size={16} />} loading={retry.isPending} onClick={() => retry.mutate({ id })}>
          {status === 'PENDING' ? 'Send now' : 'Retry'}
        </Button>
      )}
    </>
  );
}
