'use client';

import { Alert, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { DottedName } from '@/components/dotted-name';
import { ErrorState } from '@/components/error-state';
import { NotFound } from '@/components/not-found';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { AboutText } from '@/components/subject-links';
import { DeliveryStatusBadge, deliveryUpdatedSubscription } from '@/features/delivery';
import { ApiError, apiQuery, queryKeyOf } from '@/lib/api';
import { useLive } from '@/lib/live';
import { AttemptList } from './attempt-list';
import { DeliveryActs } from './delivery-acts';
import { DeliveryEvent } from './delivery-event';
import { DeliveryFacts } from './delivery-facts';
import { deliveryQuery } from './delivery-log.documents';

/** One delivery: where it stands, each attempt at it, and the event behind it. It follows what happens by itself. */
export function DeliveryDetail({ id }: { id: string }) {
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(apiQuery(deliveryQuery, { id }));
  useLive(
    deliveryUpdatedSubscription,
    { integrationId: data?.delivery.integrationId ?? null },
    (rows) => {
      const isAboutThis = rows.some(({ deliveryUpdated }) => deliveryUpdated.id === id);
      if (isAboutThis) void client.invalidateQueries({ queryKey: queryKeyOf(deliveryQuery, { id }) });
    },
    { isEnabled: data !== undefined },
  );
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <NotFound />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { delivery } = data;
  return (
    <>
      <PageHeader
        parent={{ href: '/deliveries', title: 'Deliveries' }}
        title={<DottedName name={delivery.eventType} />}
        text={delivery.event && <AboutText subjects={delivery.event.subjects} />}
        badge={<DeliveryStatusBadge delivery={delivery} />}
        actions={<DeliveryActs delivery={delivery} />}
      />
      <Stack>
        {delivery.error && (
          <Alert
            color={delivery.status === 'FAILED' ? 'red' : 'yellow'}
            variant="light"
            icon={<IconAlertTriangle />}
            title={delivery.status === 'FAILED' ? 'It failed for good' : 'What went wrong last'}
          >
            {delivery.error}
          </Alert>
        )}
        <DeliveryFacts delivery={delivery} />
        <AttemptList attempts={delivery.attempts} />
        <DeliveryEvent event={delivery.event ?? null} />
      </Stack>
    </>
  );
}
