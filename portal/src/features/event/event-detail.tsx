'use client';

import { Card, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { DottedName } from '@/components/dotted-name';
import { ErrorState } from '@/components/error-state';
import { FactGrid } from '@/components/fact-grid';
import { JsonView } from '@/components/json-view';
import { LinkText } from '@/components/link-text';
import { NotFound } from '@/components/not-found';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { AboutText } from '@/components/subject-links';
import { TimeText } from '@/components/time-text';
import { ApiError, apiQuery } from '@/lib/api';
import type { EventQuery } from '../../../generated/graphql';
import { eventQuery } from './event.documents';
import { EventDeliveries } from './event-deliveries';
import { EventPreview } from './event-preview';

/** One event: what it says, what made it happen, and what it set off. */
export function EventDetail({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(apiQuery(eventQuery, { id }));
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <NotFound />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { event } = data;
  return (
    <>
      <PageHeader
        parent={{ href: '/events', title: 'Events' }}
        title={<DottedName name={event.type} />}
        text={<AboutText subjects={event.subjects} />}
      />
      <Stack>
        <EventFacts event={event} />
        <EventDeliveries deliveries={event.deliveries} />
        <SimpleGrid cols={{ base: 1, md: event.previous ? 2 : 1 }}>
          <Payload title="What it says" value={event.data} />
          {event.previous !== null && <Payload title="What it was before" value={event.previous} />}
        </SimpleGrid>
        {!event.isTest && <EventPreview eventId={id} />}
      </Stack>
    </>
  );
}

function EventFacts({ event }: { event: EventQuery['event'] }) {
  const { firedAt, actorId, actorEmail, ipAddress, cause, isTest } = event;
  const who = actorEmail ?? 'Joinery';
  return (
    <FactGrid
      facts={[
        { label: 'Happened', value: <TimeText value={firedAt} /> },
        { label: 'By', value: actorId ? <LinkText href={`/people/${actorId}`}>{who}</LinkText> : who },
        { label: 'From', value: ipAddress ?? '–' },
        {
          label: 'Because of',
          value: cause ? (
            <LinkText href={`/events/${cause.id}`}>{cause.type}</LinkText>
          ) : isTest ? (
            'A test that somebody sent'
          ) : (
            '–'
          ),
        },
      ]}
    />
  );
}

function Payload({ title, value }: { title: string; value: unknown }) {
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      {value === null ? <Text c="dimmed">Nothing</Text> : <JsonView value={value} label={title} />}
    </Card>
  );
}
