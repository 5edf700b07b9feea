'use client';

import { Alert, Button, Card, Group, List, Text, Title } from '@mantine/core';
import { TimeText } from '@/components/time-text';
import { messageOf, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { TestConnectionMutation } from '../../../generated/graphql';
import { connectionQuery, connectionsQuery, testConnectionMutation } from './connection.documents';
import type { Connection } from './connection-detail';

/** Whether the connection works, and a test of it now. */
export function HealthPanel({ connection }: { connection: Connection }) {
  const { can } = useViewer();
  const { id, lastError, lastCheckedAt, failingSince } = connection;
  const test = useApiMutation(testConnectionMutation, { invalidates: [connectionQuery, connectionsQuery] });
  return (
    <Card withBorder component="section" aria-label="Health">
      <Group justify="space-between">
        <div>
          <Title order={2} size="h4">
            Health
          </Title>
          <Text size="sm" c="dimmed">
            checked <TimeText value={lastCheckedAt} empty="never" />
            {failingSince && (
              <>
                , failing since <TimeText value={failingSince} />
              </>
            )}
          </Text>
        </div>
        {can('connection:write') && (
          <Button variant="default" loading={test.isPending} onClick={() => test.mutate({ id })}>
            Test now
          </Button>
        )}
      </Group>
      {test.data ? (
        <TestResult result={test.data.testConnection} />
      ) : (
        lastError && (
          <Alert mt="sm" color="red" variant="light" title="The last attempt failed">
            {lastError}
          </Alert>
        )
      )}
      {test.error && (
        <Alert mt="sm" color="red" variant="light" role="alert">
          {messageOf(test.error)}
        </Alert>
      )}
    </Card>
  );
}

function TestResult({ result }: { result: TestConnectionMutation['testConnection'] }) {
  const { ok, message, missing } = result;
  return (
    <Alert
      mt="sm"
      color={ok ? 'green' : 'red'}
      variant="light"
      role="status"
      title={ok ? 'It works' : 'It does not work'}
    >
      {message}
      {missing.length > 0 && (
        <>
          <Text size="sm" mt="xs">
            Some actions need what these credentials lack:
          </Text>
          <List size="sm">
            {missing.map((permission) => (
              <List.Item key={permission}>{permission}</List.Item>
            ))}
          </List>
        </>
      )}
    </Alert>
  );
}
