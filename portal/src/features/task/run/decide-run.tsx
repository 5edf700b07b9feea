'use client';

import { ConfirmAct } from '@/components/confirm-act';
import { useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { confirmRunMutation, rejectRunMutation, runQuery, runsQuery } from './run.documents';

/** Yes or no to a run that has stopped before it removes more than its task may. */
export function DecideRun({
  run,
  size = 'sm',
}: {
  run: { id: string; removals: number; task: { name: string } };
  size?: 'xs' | 'sm';
}) {
  const { can } = useViewer();
  const invalidates = [runQuery, runsQuery];
  const confirm = useApiMutation(confirmRunMutation, { invalidates });
  const reject = useApiMutation(rejectRunMutation, { invalidates });
  if (!can('task:run')) return null;
  return (
    <>
      <ConfirmAct
        label="Drop the run"
        color="gray"
        buttonProps={{ size, variant: 'default' }}
        onConfirm={() => reject.mutateAsync({ id: run.id })}
      >
        The run of {run.task.name} ends here. What it has changed so far stays as it is ({removed(run.removals)}); the
        rest is not done.
      </ConfirmAct>
      <ConfirmAct
        label="Confirm the removals"
        color="red"
        buttonProps={{ size }}
        onConfirm={() => confirm.mutateAsync({ id: run.id })}
      >
        The run of {run.task.name} is made again without its removal cap, this once ({removed(run.removals)} so far).
        Your name is kept with it.
      </ConfirmAct>
    </>
  );
}

const removed = (count: number) => (count === 1 ? '1 removal' : `${count} removals`);
