'use client';

import { useRouter } from 'next/navigation';
import { ConfirmAct } from '@/components/confirm-act';
import { useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { RunQuery } from '../../../../generated/graphql';
import { DecideRun } from './decide-run';
import { effectCounts } from './effect-words';
import { applyPlanMutation, cancelRunMutation, runQuery, runsQuery } from './run.documents';
import { isOver } from './run-words';

/** What can be done with a run, by how it stands: cancel it, decide it, apply the plan that it is. */
export function RunActs({ run }: { run: RunQuery['taskRun'] }) {
  const { can } = useViewer();
  const cancel = useApiMutation(cancelRunMutation, { invalidates: [runQuery, runsQuery] });
  if (!can('task:run')) return null;
  if (run.status === 'WAITING_CONFIRMATION') return <DecideRun run={run} />;
  if (run.mode === 'PLAN' && run.status === 'SUCCESS') return <ApplyPlan run={run} />;
  if (isOver(run.status)) return null;
  return (
    <ConfirmAct label="Cancel the run" onConfirm={() => cancel.mutateAsync({ id: run.id })}>
      The run of {run.task.name} is stopped. What it has changed so far stays as it is.
    </ConfirmAct>
  );
}

function ApplyPlan({ run }: { run: RunQuery['taskRun'] }) {
  const router = useRouter();
  const apply = useApiMutation(applyPlanMutation, { invalidates: [runsQuery] });
  const planned = run.effects.filter(({ outcome }) => outcome === 'PLANNED');
  return (
    <ConfirmAct
      label="Apply exactly this"
      color="indigo"
      buttonProps={{ variant: 'filled' }}
      disabledReason={planned.length === 0 ? 'There is nothing to apply' : undefined}
      onConfirm={async () => {
        const { applyPlan } = await apply.mutateAsync({ runId: run.id });
        router.push(`/runs/${applyPlan.id}`);
      }}
    >
      These changes are made, in this order, and nothing else: {effectCounts(planned)}. The script is not run again.
      Where the directory has changed since the plan, it stops and says so.
    </ConfirmAct>
  );
}
