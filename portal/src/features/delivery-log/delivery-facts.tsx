'use client';

import { FactGrid } from '@/components/fact-grid';
import { LinkText } from '@/components/link-text';
import { TimeText } from '@/components/time-text';
import { actionInWords } from '@/features/delivery';
import type { DeliveryQuery } from '../../../generated/graphql';

/** What it is, for whom, since when, and what comes next. */
export function DeliveryFacts({ delivery }: { delivery: DeliveryQuery['delivery'] }) {
  const { integration, actionKind, attemptCount, createdAt, finishedAt, nextAttemptAt, status, id, isTest } = delivery;
  const isOver = status !== 'PENDING' && status !== 'RUNNING';
  return (
    <FactGrid
      facts={[
        {
          label: 'Integration',
          value: integration ? (
            <LinkText href={`/integrations/${integration.id}`}>{integration.name}</LinkText>
          ) : (
            'Deleted'
          ),
        },
        {
          label: 'Action',
          value: `${actionInWords(actionKind)}${isTest ? ', a test' : ''}`,
        },
        { label: 'Attempts', value: attemptCount },
        { label: 'Created', value: <TimeText value={createdAt} /> },
        isOver
          ? { label: 'Finished', value: <TimeText value={finishedAt} /> }
          : { label: 'Next attempt', value: <TimeText value={nextAttemptAt} empty="Now" /> },
        { label: 'Id, also webhook-id', value: id },
      ]}
    />
  );
}
