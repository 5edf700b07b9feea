'use client';

import { notifications } from '@mantine/notifications';
import { ConfirmDialog } from '@/components/confirm-act';
import { TimeText } from '@/components/time-text';
import { deliveriesQuery, replayMissingMutation } from '@/features/delivery';
import { useApiMutation } from '@/lib/api';

export interface Missed {
  readonly count: number;
  /** When it was disabled. */
  readonly since: string;
}

/** Offers to deliver what happened while an integration was disabled. */
export function MissedDialog({
  integrationId,
  missed,
  onClose,
}: {
  integrationId: string;
  missed: Missed | null;
  onClose: () => void;
}) {
  const replay = useApiMutation(replayMissingMutation, { invalidates: [deliveriesQuery] });
  return (
    <ConfirmDialog
      label="Deliver what was missed"
      title="It listens again"
      color="blue"
      isOpen={missed !== null}
      onClose={onClose}
      onConfirm={async () => {
        if (!missed) return;
        const { replayMissing } = await replay.mutateAsync({ integrationId, since: missed.since });
        notifications.show({ color: 'green', message: `${replayMissing.created} deliveries are on their way` });
      }}
    >
      {missed && (
        <>
          {missed.count.toLocaleString('en')} events that it listens to have happened since it was disabled, or waited
          for it then, <TimeText value={missed.since} />. Those that fit its conditions can be delivered now.
        </>
      )}
    </ConfirmDialog>
  );
}
