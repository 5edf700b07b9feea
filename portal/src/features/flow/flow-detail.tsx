'use client';

import { Alert, Card, Stack, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ErrorState } from '@/components/error-state';
import { JsonView } from '@/components/json-view';
import { NotFound } from '@/components/not-found';
import { PageLoading } from '@/components/page-loading';
import { TimeText } from '@/components/time-text';
import { ApiError, apiQuery, queryKeyOf } from '@/lib/api';
import { useLive } from '@/lib/live';
import type { FlowQuery, FlowWholeFragment } from '../../../generated/graphql';
import { flowQuery, flowUpdatedSubscription } from './flow.documents';
import { FlowHeader } from './flow-header';
import { FlowStepCard } from './step/flow-step-card';
import { UNDER_WAY } from './under-way';

/** What changes between the first paint and the first live row is told by nobody: it is asked for. */
const FLOOR_MS = 3000;

/** One flow, step by step, as it goes. */
export function FlowDetail({ id }: { id: string }) {
  const { data, error, refetch } = useQuery({
    ...apiQuery(flowQuery, { id }),
    refetchInterval: ({ state }) => (UNDER_WAY.includes(state.data?.actionFlow.status ?? '') ? FLOOR_MS : false),
  });
  useLiveFlow(id);
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <NotFound />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { actionFlow: flow } = data;
  return (
    <>
      <FlowHeader flow={flow} />
      <Stack>
        <WhatIsUp flow={flow} />
        <Steps flow={flow} />
        <Card withBorder component="section" aria-label="Input">
          <Title order={2} size="h4" mb="sm">
            Input
          </Title>
          <JsonView value={flow.input} label="Input" />
        </Card>
      </Stack>
    </>
  );
}

function useLiveFlow(id: string): void {
  const client = useQueryClient();
  useLive(flowUpdatedSubscription, { flowId: id }, (rows) => {
    const last = rows.at(-1);
    if (!last) return;
    const { cursor: _, ...actionFlow } = last.actionFlowUpdated;
    client.setQueryData<FlowQuery>(queryKeyOf(flowQuery, { id }), { actionFlow });
  });
}

function WhatIsUp({ flow }: { flow: FlowWholeFragment }) {
  const { status, wakeAt, error, cancelReason, steps } = flow;
  // A flow names the step before what it waits for; here its steps stand below.
  const waitingFor = steps.find((step) => step.status === 'WAITING')?.waitingFor ?? flow.waitingFor;
  if (status === 'WAITING' && waitingFor) {
    return (
      <Alert color="yellow" variant="light" title={`It waits for ${waitingFor}`}>
        {wakeAt ? (
          <>
            It goes on <TimeText value={wakeAt} /> at the latest.
          </>
        ) : (
          'It goes on when that has come, or when a person decides.'
        )}
      </Alert>
    );
  }
  if (status === 'FAILED' && error)
    return (
      <Alert color="red" variant="light" title="It failed">
        {error}
      </Alert>
    );
  if (status === 'CANCELLED')
    return (
      <Alert color="gray" variant="light" title="It was cancelled">
        {cancelReason}
      </Alert>
    );
  return null;
}

function Steps({ flow }: { flow: FlowWholeFragment }) {
  const steps = flow.steps.filter(({ undoesId }) => undoesId === null);
  const undoing = flow.steps.filter(({ undoesId }) => undoesId !== null);
  return (
    <>
      <section aria-label="Steps">
        <Title order={2} size="h4" mb="sm">
          Steps
        </Title>
        <Stack gap="xs">
          {steps.map((step) => (
            <FlowStepCard key={step.id} flowId={flow.id} step={step} />
          ))}
        </Stack>
      </section>
      {undoing.length > 0 && (
        <section aria-label="What undoes them">
          <Title order={2} size="h4" mb="sm">
            What undoes them
          </Title>
          <Stack gap="xs">
            {undoing.map((step) => (
              <FlowStepCard key={step.id} flowId={flow.id} step={step} />
            ))}
          </Stack>
        </section>
      )}
    </>
  );
}
