'use client';

import { Card, Text, Title } from '@mantine/core';
import { JsonView } from '@/components/json-view';
import { LinkText } from '@/components/link-text';
import { TimeText } from '@/components/time-text';
import type { DeliveryQuery } from '../../../generated/graphql';

/** The event that is delivered, and what made it happen. */
export function DeliveryEvent({ event }: { event: NonNullable<DeliveryQuery['delivery']['event']> | null }) {
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="xs">
        The event behind it
      </Title>
      {event ? (
        <>
          <Text size="sm" mb="sm">
            <LinkText href={`/events/${event.id}`}>{event.type}</LinkText> <TimeText value={event.firedAt} />
            {event.isTest ? ', an example made for a test' : `, by ${event.actorEmail ?? 'Joinery'}`}
            {event.cause && (
              <>
                , because of <LinkText href={`/events/${event.cause.id}`}>{event.cause.type}</LinkText>
              </>
            )}
          </Text>
          <JsonView value={event.data} label="Payload" />
        </>
      ) : (
        <Text size="sm" c="dimmed">
          It is no longer kept.
        </Text>
      )}
    </Card>
  );
}
