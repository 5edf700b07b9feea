'use client';

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmAct } from '@/components/confirm-act';
import { useApiMutation } from '@/lib/api';
import type { Setup } from './editor/draft';
import { integrationQuery, integrationsQuery, updateIntegrationMutation } from './integration.documents';
import { type Missed, MissedDialog } from './missed-dialog';

/** Enables or disables. What was missed is offered right after it was enabled. */
export function SwitchButton({ integration: { id, name, enabled, disabledAt } }: { integration: Setup }) {
  const [missed, setMissed] = useState<Missed | null>(null);
  const update = useApiMutation(updateIntegrationMutation, {
    invalidates: [integrationQuery, integrationsQuery],
    onError: (error) => notifications.show({ color: 'red', title: `${name} was not changed`, message: error.message }),
  });
  const enable = async () => {
    const { updateIntegration } = await update.mutateAsync({ id, input: { enabled: true } });
    const count = updateIntegration.missedEvents ?? 0;
    if (count > 0 && disabledAt) setMissed({ count, since: disabledAt });
    else notifications.show({ color: 'green', message: `${name} listens again. It has missed nothing.` });
  };
  return (
    <>
      {enabled ? (
        <ConfirmAct
          label="Disable"
          title={`Disable ${name}?`}
          color="orange"
          buttonProps={{ variant: 'default' }}
          onConfirm={() => update.mutateAsync({ id, input: { enabled: false } })}
        >
          {name} listens to nothing until it is enabled again. What it misses meanwhile can be delivered then.
        </ConfirmAct>
      ) : (
        <Button
          variant="light"
          leftSection={<IconPlayerPlay size={16} />}
          loading={update.isPending}
          onClick={() => void enable().catch(() => undefined)}
        >
          Enable
        </Button>
      )}
      <MissedDialog integrationId={id} missed={missed} onClose={() => setMissed(null)} />
    </>
  );
}
