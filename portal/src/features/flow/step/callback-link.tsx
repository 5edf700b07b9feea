'use client';

import { Box } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { CopyField } from '@/components/copy-field';
import { apiQuery } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { callbackUrlsQuery } from '../flow.documents';
import type { FlowStep } from './flow-step-card';

/** What a step waits to be posted to, for who hands it on by hand; asked for by who may run flows only. */
export function CallbackLink({ flowId, step: { id, status, waitingKind } }: { flowId: string; step: FlowStep }) {
  const { can } = useViewer();
  const isAwaited = status === 'WAITING' && waitingKind === 'CALLBACK' && can('flow:run');
  const { data } = useQuery({ ...apiQuery(callbackUrlsQuery, { flowId }), enabled: isAwaited });
  const url = data?.actionFlow.steps.find((step) => step.id === id)?.callbackUrl;
  if (!isAwaited || !url) return null;
  return (
    <Box mt="xs">
      <CopyField label="Callback URL" description="Whoever has it can let the flow go on, once" value={url} />
    </Box>
  );
}
