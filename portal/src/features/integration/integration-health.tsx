'use client';

import { Alert, List, Stack } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle, IconPlayerPause } from '@tabler/icons-react';
import { LinkText } from '@/components/link-text';
import { TimeText } from '@/components/time-text';
import type { Setup } from './editor/draft';

/** What wants attention; nothing where all is well. */
export function IntegrationHealth({ integration }: { integration: Setup }) {
  const { id, enabled, disabledAt, disabledReason, failingSince, warnings, health } = integration;
  return (
    <Stack gap="sm" mb={enabled && !failingSince && warnings.length === 0 ? 0 : 'md'}>
      {!enabled && (
        <Alert color="gray" variant="light" icon={<IconPlayerPause />} title="It is disabled">
          <TimeText value={disabledAt} empty="From the beginning" />
          {disabledReason && `: ${disabledReason}`}. Nothing is sent until it is enabled again.
        </Alert>
      )}
      {failingSince && (
        <Alert color="red" variant="light" icon={<IconAlertTriangle />} title="Nothing but failures">
          No delivery has succeeded since it began to fail, <TimeText value={failingSince} />.{' '}
          {health.failedLastDay > 0 && (
            <LinkText href={`/deliveries?integration=${id}&status=FAILED&span=day`}>
              {health.failedLastDay.toLocaleString('en')} failed for good in the last 24 hours
            </LinkText>
          )}
        </Alert>
      )}
      {warnings.length > 0 && (
        <Alert color="yellow" variant="light" icon={<IconInfoCircle />} title="Worth a look">
          <List size="sm">
            {warnings.map(({ path, message }) => (
              <List.Item key={`${path} ${message}`}>{message}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  );
}
