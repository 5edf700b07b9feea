'use client';

import { Button, Card, List, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CodeText } from '@/components/code-text';
import { ErrorState } from '@/components/error-state';
import { LinkText } from '@/components/link-text';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { EventPreviewQuery } from '../../../generated/graphql';
import { eventPreviewQuery } from './event.documents';

/** Which integrations would fire if it happened now, and what they would send. Asked for, because it costs a little. */
export function EventPreview({ eventId }: { eventId: string }) {
  const { can } = useViewer();
  const [isAsked, setAsked] = useState(false);
  const { data, error, isFetching } = useQuery({ ...apiQuery(eventPreviewQuery, { eventId }), enabled: isAsked });
  if (!can('integration:read')) return null;
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        If it happened now
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Which enabled integrations would fire for this event as they are today. Nothing is sent.
      </Text>
      {error && <ErrorState error={error} />}
      {data ? (
        <Outcome previews={data.previewIntegration} />
      ) : (
        <Button variant="default" w="fit-content" loading={isFetching} onClick={() => setAsked(true)}>
          Show what would be sent
        </Button>
      )}
    </Card>
  );
}

function Outcome({ previews }: { previews: EventPreviewQuery['previewIntegration'] }) {
  const firing = previews.filter(({ matched }) => matched);
  if (firing.length === 0) return <Text size="sm">No integration would fire.</Text>;
  return (
    <List size="sm" spacing="xs">
      {firing.map(({ integrationId, integrationName, actionIndex, request, message, error }) => (
        <List.Item key={`${integrationId} ${actionIndex}`}>
          <LinkText href={`/integrations/${integrationId}`}>{integrationName}</LinkText>{' '}
          {request ? (
            <CodeText>
              {request.method} {request.url}
            </CodeText>
          ) : (
            (error ?? message)
          )}
        </List.Item>
      ))}
    </List>
  );
}
