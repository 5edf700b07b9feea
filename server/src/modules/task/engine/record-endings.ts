import { systemContext } from '../../../context.ts';
import type { SqlTransaction } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';
import { sqlTransaction } from '../../../transaction.ts';
import { enqueueRuns } from '../run/enqueue.ts';
import { lockTasks, type RunKey, releaseNext, type TaskKey } from '../run/runs.sql.ts';
import { WAITS } from '../run/waiting-reasons.ts';
import { writeEndings } from './ending.sql.ts';
import type { Ending } from './ending.ts';
import { tellOfEnding } from './ending-events.ts';
import { writeAllNotes } from './notes.sql.ts';

/**
 * Writes endings in bulk: what nobody has to be told of across tenants in one transaction, what has failed or parked a
 * tenant at a time, together with the event that tells of it.
 */
export async function recordEndings(services: Services, endings: readonly Ending[]): Promise<void> {
  const isTold = ({ status }: Ending) => status === 'ERROR' || status === 'WAITING_CONFIRMATION';
  const quiet = endings.filter((ending) => !isTold(ending));
  if (quiet.length > 0) {
    const { released } = await services.db.system((tx) => writeAll(services, tx, quiet));
    announce(services, quiet, released);
  }
  for (const [tenantId, of] of Map.groupBy(endings.filter(isTold), ({ run }) => run.tenantId)) {
    const released = await sqlTransaction(systemContext(services, tenantId, 'task'), async (ctx) => {
      const { written, released } = await writeAll(services, ctx.tx, of);
      for (const ending of of) if (written.has(ending.run.id)) tellOfEnding(ctx, ending);
      return released;
    });
    announce(services, of, released);
  }
}

async function writeAll({ queue, clock }: Services, tx: SqlTransaction, endings: readonly Ending[]) {
  const now = clock.now();
  const queues = taskKeys(endings.filter((ending) => isOver(ending) && ending.run.task.overlapPolicy === 'QUEUE'));
  // Pipelined, in this order: each statement sees what those before it have done.
  const [, written, , released] = await Promise.all([
    lockTasks(tx, queues),
    writeEndings(
      tx,
      endings.filter(({ status }) => status !== null),
      now,
    ),
    writeAllNotes(
      tx,
      endings.map(({ run, notes }) => ({ tenant_id: run.tenantId, run_id: run.id, claim: run.claim, ...notes })),
    ),
    releaseNext(tx, queues, { now, reason: WAITS.worker }),
  ]);
  const again = endings.filter(({ status, run }) => status === 'PENDING' && written.has(run.id));
  await enqueueRuns({ queue, tx, now }, [
    ...released.map((row) => ({ ...row, dueAt: now })),
    ...again.map(({ run, nextEligibleAt }) => ({ tenant_id: run.tenantId, id: run.id, dueAt: nextEligibleAt ?? now })),
  ]);
  return { written, released };
}

function isOver({ status }: Ending): boolean {
  return status === 'SUCCESS' || status === 'ERROR';
}

function taskKeys(endings: readonly Ending[]): TaskKey[] {
  const keys = endings.map(({ run }) => ({ tenantId: run.tenantId, taskId: run.task.id }));
  return [...new Map(keys.map((key) => [key.taskId, key])).values()];
}

function announce({ signals, metrics }: Services, endings: readonly Ending[], released: readonly RunKey[]): void {
  for (const { status } of endings) {
    if (status === 'SUCCESS') metrics.taskRuns.inc('success');
    else if (status === 'ERROR') metrics.taskRuns.inc('error');
    else if (status === 'PENDING') metrics.taskRuns.inc('retry');
    else if (status === 'WAITING_CONFIRMATION') metrics.taskRuns.inc('parked');
  }
  signals.raise('runs', new Set(endings.map(({ run }) => run.tenantId)));
  signals.raise('ready_runs', new Set(released.map((row) => row.tenant_id)));
}
