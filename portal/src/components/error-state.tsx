'use client';

import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { ApiError, messageOf } from '@/lib/api';
import { CodeText } from './code-text';

/** What could not be shown, why, and a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const requestId = error instanceof ApiError ? error.requestId : undefined;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle />} title="This could not be shown" role="alert">
      <Text size="sm">{messageOf(error)}</Text>
      {requestId && (
        <Text size="sm" mt="xs">
          If it happens again, tell your administrator this number: <CodeText>{requestId}</CodeText>
        </Text>
      )}
      {onRetry && (
        <Group mt="md">
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  );
}
