import { systemContext } from '../../../context.ts';
import type { SqlTransaction } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';
import { sqlTransaction } from '../../../transaction.ts';
import { isFailureEvent, recordEvent } from '../../event/index.ts';
import { enqueueSends, gatheredJobs, sendJobs } from './enqueue.ts';
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
  const waiting = outcomes.flatMap((outcome) =>
    outcome.nextAttemptAt ? [{ ...outcome, dueAt: outcome.nextAttemptAt }] : [],
  );
  const jobs = waiting
    .filter((outcome) => outcome.attempt)
    .flatMap(({ tenantId, deliveryId, dueAt }) => sendJobs(tenantId, [deliveryId], dueAt));
  // Deferred ones wait for the same receiver.
  const deferred = gatheredJobs(waiting.filter((outcome) => !outcome.attempt));
  await enqueueSends(queue, tx, [...jobs, ...deferred]);
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
