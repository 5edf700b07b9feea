'use client';

import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconHandStop, IconHourglass } from '@tabler/icons-react';
import { asSentence } from '@/components/as-sentence';
import { CodeText } from '@/components/code-text';
import { TimeText } from '@/components/time-text';
import type { RunQuery } from '../../../../generated/graphql';
import { errorKindWords } from './error-kind-words';

/** What one must know of a run before all else: why it failed, what it waits for, why it was stopped. */
export function RunNotices({ run }: { run: RunQuery['taskRun'] }) {
  const { status, error, errorKind, waitingReason, nextEligibleAt, cancelReason } = run;
  if (status === 'ERROR') {
    return (
      <Alert color="red" variant="light" icon={<IconAlertTriangle />} title={errorKindWords(errorKind)} role="alert">
        <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {error}
        </Text>
        {errorKind && (
          <Text size="xs" c="dimmed" mt="xs">
            Kind <CodeText>{errorKind}</CodeText>
          </Text>
        )}
      </Alert>
    );
  }
  if (status === 'WAITING_CONFIRMATION') {
    return (
      <Alert color="yellow" variant="light" icon={<IconHandStop />} title="It has stopped and waits for a decision">
        <Text size="sm">{sentence(waitingReason)} Somebody has to confirm the removals, or drop the run.</Text>
      </Alert>
    );
  }
  if (status === 'PENDING' && waitingReason) {
    return (
      <Alert color="gray" variant="light" icon={<IconHourglass />} title="It waits">
        <Text size="sm">
          {sentence(waitingReason)}
          {nextEligibleAt && (
            <>
              {' '}
              Looked at again <TimeText value={nextEligibleAt} />.
            </>
          )}
        </Text>
      </Alert>
    );
  }
  if (status === 'CANCELLED') {
    return (
      <Alert color="gray" variant="light" title="It did not run to its end">
        <Text size="sm">{sentence(cancelReason)}</Text>
      </Alert>
    );
  }
  return null;
}

function sentence(reason: string | null | undefined): string {
  return reason ? `${asSentence(reason)}.` : '';
}
