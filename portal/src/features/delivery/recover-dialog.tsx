'use client';

import { Button, Group, Radio, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { FormProblem } from '@/components/form-problem';
import { FullDialog } from '@/components/full-dialog';
import { fromLocalInput, toLocalInput } from '@/components/local-time';
import { messageOf, useApiMutation } from '@/lib/api';
import { useUnsavedInput } from '@/lib/unsaved';
import { deliveriesQuery, recoverDeliveriesMutation, replayMissingMutation } from './delivery.documents';

const DAY_MS = 24 * 3600 * 1000;

interface Props {
  integrationId: string;
  isOpen: boolean;
  onClose: () => void;
}

/** Repairs a stretch of time: sends what failed in it again, or what was never sent. */
export function RecoverDialog({ isOpen, onClose, ...props }: Props) {
  return (
    <FullDialog isOpen={isOpen} onClose={onClose} title="Recover a time span">
      <Fields {...props} onClose={onClose} />
    </FullDialog>
  );
}

function Fields({ integrationId, onClose }: Omit<Props, 'isOpen'>) {
  const [what, setWhat] = useState<'failed' | 'missed'>('failed');
  const [dayAgo] = useState(() => toLocalInput(new Date(Date.now() - DAY_MS)));
  const [since, setSince] = useState(dayAgo);
  const [until, setUntil] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { recover, isBusy } = useRecover(integrationId);
  useUnsavedInput(() => (since !== dayAgo || until !== '') && !isBusy);
  const run = async () => {
    const begin = fromLocalInput(since);
    if (!begin) return setProblem('Say when the time span begins.');
    const end = fromLocalInput(until);
    try {
      const message = await recover(what, { since: begin.toISOString(), until: end?.toISOString() ?? null });
      notifications.show({ color: 'green', message });
      onClose();
    } catch (error) {
      setProblem(messageOf(error));
    }
  };
  return (
    <Stack>
      <FormProblem problem={problem} />
      <Radio.Group label="What to send" value={what} onChange={(value) => setWhat(value as typeof what)}>
        <Stack gap="xs" mt="xs">
          <Radio
            value="failed"
            label="What has failed"
            description="Each failed delivery is sent again, by the same id."
          />
          <Radio
            value="missed"
            label="What was missed"
            description="Events that fit and have no delivery, because it was disabled or is new, are delivered now."
          />
        </Stack>
      </Radio.Group>
      <Group grow>
        <TextInput
          type="datetime-local"
          label="From"
          value={since}
          onChange={(event) => setSince(event.currentTarget.value)}
        />
        <TextInput
          type="datetime-local"
          label="To"
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </Group>
      <Group justify="space-between">
        <span>{until ? '' : 'Without an end, until now.'}</span>
        <Group>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button onClick={run} loading={isBusy}>
            {what === 'failed' ? 'Send again' : 'Deliver'}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

function useRecover(integrationId: string) {
  const recovering = useApiMutation(recoverDeliveriesMutation, { invalidates: [deliveriesQuery] });
  const replaying = useApiMutation(replayMissingMutation, { invalidates: [deliveriesQuery] });
  const recover = async (what: 'failed' | 'missed', span: { since: string; until: string | null }) => {
    if (what === 'failed') {
      const { recoverDeliveries } = await recovering.mutateAsync({ integrationId, ...span });
      return `${recoverDeliveries.retried} failed deliveries are sent again`;
    }
    const { replayMissing } = await replaying.mutateAsync({ integrationId, ...span });
    return `${replayMissing.created} missed deliveries are on their way`;
  };
  return { recover, isBusy: recovering.isPending || replaying.isPending };
}
