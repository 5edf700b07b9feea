import { systemContext } from '../../../context.ts';
import type { SqlTransaction } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';
import { sqlTransaction } from '../../../transaction.ts';
import { enqueueRuns } from '../run/enqueue.ts';
import { lockTasks, type RunKey, releaseNext, type TaskKey } from '../run/runs.sql.ts';
import { WAITS } from '../run/waiting-reasons.ts';
import { writeEndings, writeEndingsWithNotes } from './ending.sql.ts';
import type { Ending } from './ending.ts';
import { tellOfEnding } from './ending-events.ts';
import { writeAllNotes } from './notes.sql.ts';

/**
 * Writes endings in bulk: what ended well and lets nobody go in one statement, what nobody has to be told of across
 * tenants in one transaction, and what has failed or parked a tenant at a time, with the event that tells of it.
 */
export async function recordEndings(services: Services, endings: readonly Ending[]): Promise<void> {
  const of = Map.groupBy(endings, wayOf);
  const plain = of.get('plain') ?? [];
  const unwritten = await writePlain(services, plain);
  const quiet = [...(of.get('quiet') ?? []), ...unwritten];
  if (quiet.length > 0) {
    const { released } = await services.db.system((tx) => writeAll(services, tx, quiet));
    announce(services, quiet, released);
  }
  for (const [tenantId, told] of Map.groupBy(of.get('told') ?? [], ({ run }) => run.tenantId)) {
    const released = await sqlTransaction(systemContext(services, tenantId, 'task'), async (ctx) => {
      const { written, released } = await writeAll(services, ctx.tx, told);
      for (const ending of told) if (written.has(ending.run.id)) tellOfEnding(ctx, ending);
      return released;
    });
    announce(services, told, released);
  }
}

function wayOf({ status, run }: Ending): 'plain' | 'quiet' | 'told' {
  if (status === 'ERROR' || status === 'WAITING_CONFIRMATION') return 'told';
  return status === 'SUCCESS' && run.task.overlapPolicy !== 'QUEUE' ? 'plain' : 'quiet';
}

/** Answers what is left of those that are not theirs to end any more: lines and effects, which are written all the same. */
async function writePlain(services: Services, endings: readonly Ending[]): Promise<Ending[]> {
  if (endings.length === 0) return [];
  const written = await writeEndingsWithNotes(services.db.systemOnce, endings, services.clock.now());
  const [done, lapsed] = [true, false].map((isWritten) =>
    endings.filter(({ run }) => written.has(run.id) === isWritten),
  );
  announce(services, done ?? [], []);
  return (lapsed ?? []).map((ending) => ({ ...ending, status: null }));
}

async function writeAll({ queue, clock }: Services, tx: SqlTransaction, endings: readonly Ending[]) {
  const now = clock.now();
  const queues = taskKeys(endings.filter((ending) => isOver(ending) && ending.run.task.overlapPolicy === 'QUEUE'));
  // Pipelined, in this order: each statement sees what those before it have done.
  const [, written, , released] = await Promise.all([
    lockTasks(tx, queues),
    writeEndings(
      tx.query,
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
