'use client';

import { Accordion, Card, Group, Text, Title } from '@mantine/core';
import { EmptyState } from '@/components/empty-state';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import type { DeliveryQuery } from '../../../generated/graphql';
import { AttemptExchange } from './attempt-exchange';
import { readExchange } from './exchange';

type Attempt = DeliveryQuery['delivery']['attempts'][number];

/** Each try, the newest first and open: what was sent, and what came back. */
export function AttemptList({ attempts }: { attempts: readonly Attempt[] }) {
  const newestFirst = attempts.toReversed();
  const newest = newestFirst[0];
  return (
    <Card withBorder>
      <Title order={2} size="h4" mb="sm">
        Attempts
      </Title>
      {newest ? (
        // A new attempt opens by itself: the list is made anew.
        <Accordion key={newest.number} multiple defaultValue={[String(newest.number)]} variant="separated" order={3}>
          {newestFirst.map((attempt) => (
            <AttemptItem key={attempt.number} attempt={attempt} />
          ))}
        </Accordion>
      ) : (
        <EmptyState title="Not tried yet" text="The first attempt shows up here as soon as it was made." />
      )}
    </Card>
  );
}

function AttemptItem({ attempt }: { attempt: Attempt }) {
  const { number, status, startedAt, durationMs, error } = attempt;
  const answered = readExchange(attempt.response)?.status;
  return (
    <Accordion.Item value={String(number)}>
      <Accordion.Control>
        <Group gap="sm">
          <Text fw={500}>Attempt {number}</Text>
          <StatusBadge status={status} />
          {answered !== undefined && <Text size="sm">HTTP {answered}</Text>}
          <Text size="sm" c="dimmed">
            <TimeText value={startedAt} />, took {duration(durationMs)}
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        {error && (
          <Text size="sm" c="red" mb="sm">
            {error}
          </Text>
        )}
        <AttemptExchange request={attempt.request} response={attempt.response} />
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function duration(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}
