'use client';

import type { ReactNode } from 'react';
import { FactGrid } from '@/components/fact-grid';
import { LinkText } from '@/components/link-text';
import { TimeText } from '@/components/time-text';
import { useNow } from '@/components/use-now';
import type { RunQuery } from '../../../../generated/graphql';
import { durationOf } from './duration';
import { isOver, originOf } from './run-words';

/** Who, when, how long, and where it came from. */
export function RunFacts({ run }: { run: RunQuery['taskRun'] }) {
  return <FactGrid facts={factsOf(run)} />;
}

function factsOf(run: RunQuery['taskRun']): Fact[] {
  const { scheduledFor, startedAt, scriptVersion, attempt, removals, planRunId, deliveryId, confirmedById } = run;
  return [
    { label: 'Set off by', value: originOf(run) },
    ...known('Scheduled for', scheduledFor, (at) => <TimeText value={at} />),
    { label: 'Began', value: <TimeText value={startedAt} empty="Not yet" /> },
    { label: 'Took', value: <Took run={run} /> },
    ...known('Script', scriptVersion, (version) => `Version ${version}`),
    ...known('Begun', attempt > 1 ? attempt : null, (count) => `${count} times`),
    ...known('Removals', removals || null, (count) => count.toLocaleString('en')),
    ...known('Applies', planRunId, (id) => <LinkText href={`/runs/${id}`}>This plan</LinkText>),
    ...known('Delivery', deliveryId, (id) => <LinkText href={`/deliveries/${id}`}>The one that set it off</LinkText>),
    ...known('Removals confirmed by', confirmedById, (id) => <LinkText href={`/people/${id}`}>This person</LinkText>),
  ];
}

interface Fact {
  label: string;
  value: ReactNode;
}

/** A fact that not every run has. */
function known<Value>(label: string, value: Value | null | undefined, say: (value: Value) => ReactNode): Fact[] {
  return value === null || value === undefined ? [] : [{ label, value: say(value) }];
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
