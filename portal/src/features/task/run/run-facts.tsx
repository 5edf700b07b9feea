'use client';

import { Card, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { LinkText } from '@/components/link-text';
import { TimeText } from '@/components/time-text';
import { useNow } from '@/components/use-now';
import type { RunQuery } from '../../../../generated/graphql';
import { durationOf } from './duration';
import { isOver, originOf } from './run-words';

/** Who, when, how long, and where it came from. */
export function RunFacts({ run }: { run: RunQuery['taskRun'] }) {
  return (
    <Card withBorder component="section" aria-label="Facts">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} spacing="md" verticalSpacing="sm">
        <Fact title="Set off by">{originOf(run)}</Fact>
        {run.scheduledFor && (
          <Fact title="Scheduled for">
            <TimeText value={run.scheduledFor} />
          </Fact>
        )}
        <Fact title="Began">
          <TimeText value={run.startedAt} empty="Not yet" />
        </Fact>
        <Fact title="Took">
          <Took run={run} />
        </Fact>
        {run.scriptVersion !== null && <Fact title="Script">Version {run.scriptVersion}</Fact>}
        {run.attempt > 1 && <Fact title="Begun">{run.attempt} times</Fact>}
        {run.removals > 0 && <Fact title="Removals">{run.removals.toLocaleString('en')}</Fact>}
        {run.planRunId && (
          <Fact title="Applies">
            <LinkText href={`/runs/${run.planRunId}`}>This plan</LinkText>
          </Fact>
        )}
        {run.deliveryId && (
          <Fact title="Delivery">
            <LinkText href={`/deliveries/${run.deliveryId}`}>The one that set it off</LinkText>
          </Fact>
        )}
        {run.confirmedById && (
          <Fact title="Removals confirmed by">
            <LinkText href={`/people/${run.confirmedById}`}>This person</LinkText>
          </Fact>
        )}
      </SimpleGrid>
    </Card>
  );
}

function Took({ run: { status, startedAt, finishedAt } }: { run: RunQuery['taskRun'] }) {
  const now = useNow();
  return (
    <span suppressHydrationWarning>
      {isOver(status) || status === 'WAITING_CONFIRMATION'
        ? durationOf(startedAt, finishedAt)
        : startedAt
          ? `${durationOf(startedAt, now)} so far`
          : '–'}
    </span>
  );
}

function Fact({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </div>
  );
}
