import { systemContext } from '../../../context.ts';
import type { SqlTransaction } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';
import { sqlTransaction } from '../../../transaction.ts';
import { isFailureEvent, recordEvent } from '../../event/index.ts';
import { enqueueSends, sendJobs } from './enqueue.ts';
import { writeOutcomes } from './outcome.sql.ts';
import type { Outcome } from './outcome.ts';

/**
 * Writes outcomes in bulk: what ended well or will be tried again across tenants in one transaction, what failed for
 * good a tenant at a time, together with the event that tells of it.
 */
export async function recordOutcomes(services: Services, outcomes: readonly Outcome[]): Promise<void> {
  const failed = outcomes.filter((outcome) => outcome.status === 'FAILED');
  const others = outcomes.filter((outcome) => outcome.status !== 'FAILED');
  if (others.length > 0) {
    await services.db.system(async (tx) => {
      const written = await writeOutcomes(tx, others);
      await enqueueRetries(
        services,
        tx,
        others.filter((outcome) => written.has(outcome.deliveryId)),
      );
    });
  }
  for (const [tenantId, of] of Map.groupBy(failed, (outcome) => outcome.tenantId)) {
    await recordFailures(services, tenantId, of);
  }
  services.signals.raise('deliveries', new Set(outcomes.map((outcome) => outcome.tenantId)));
}

async function enqueueRetries({ queue }: Services, tx: SqlTransaction, outcomes: Outcome[]): Promise<void> {
  const waiting = outcomes.filter((outcome) => outcome.nextAttemptAt);
  const attempted = waiting.filter((outcome) => outcome.attempt);
  const jobs = attempted.flatMap((outcome) =>
    sendJobs(outcome.tenantId, [outcome.deliveryId], outcome.nextAttemptAt ?? undefined),
  );
  // Deferred ones wait for the same receiver: one job for all that are due in the same second.
  const deferred = Map.groupBy(
    waiting.filter((outcome) => !outcome.attempt),
    dueSecond,
  );
  for (const of of deferred.values()) {
    const ids = of.map((outcome) => outcome.deliveryId);
    // The latest of them: a delivery that is not due yet is passed over.
    const dueAt = new Date(Math.max(...of.map((outcome) => outcome.nextAttemptAt?.getTime() ?? 0)));
    if (of[0]) jobs.push(...sendJobs(of[0].tenantId, ids, dueAt));
  }
  await enqueueSends(queue, tx, jobs);
}

function dueSecond({ tenantId, nextAttemptAt }: Outcome): string {
  return `${tenantId} ${Math.ceil((nextAttemptAt?.getTime() ?? 0) / 1000)}`;
}

function recordFailures(services: Services, tenantId: string, outcomes: Outcome[]): Promise<void> {
  return sqlTransaction(systemContext(services, tenantId, 'delivery'), async (ctx) => {
    const written = await writeOutcomes(ctx.tx, outcomes);
    for (const { deliveryId, source, error, attemptCount } of outcomes) {
      // A failing failure notification tells no one: it would only fail again.
      if (!written.has(deliveryId) || source.isTest || isFailureEvent(source.event.type)) continue;
      const cause = { eventId: source.event.id, depth: source.event.depth };
      recordEvent({ ...ctx, cause }, 'event_action.delivery_failed', {
        integration_id: source.integration.id,
        integration_name: source.integration.name,
        event_type: source.event.type,
        delivery_id: deliveryId,
        attempt_count: attemptCount,
        error: error ?? '',
      });
    }
  });
}
