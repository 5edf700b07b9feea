import type { Sql } from '../../platform/db/index.ts';
import type { Services } from '../../services.ts';
import {
  BATCH,
  DELETE_INTEGRATIONS,
  deleteDeliveries,
  deleteEvents,
  deleteFlows,
  deleteIdempotencyKeys,
  deleteMessages,
  deleteSessions,
  deleteTaskRuns,
} from './expired.sql.ts';

const DAY_MS = 24 * 3600 * 1000;
const KEPT_SESSIONS_DAYS = 30;
const KEPT_IDEMPOTENCY_DAYS = 1;

export interface Swept {
  deliveries: number;
  taskRuns: number;
  flows: number;
  messages: number;
  events: number;
  integrations: number;
  sessions: number;
  idempotencyKeys: number;
}

/**
 * Deletes finished deliveries with their attempts, finished runs of tasks, flows and messages, then events that nothing
 * refers to any more, then what is left of deleted integrations, ended sessions and old idempotency keys. Audit records
 * are not touched.
 */
export async function sweep({ db, config, clock }: Services): Promise<Swept> {
  const before = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);
  const deleteAll = async (statement: Sql): Promise<number> => {
    let total = 0;
    for (;;) {
      const deleted = await db.system((tx) => tx.execute(statement));
      total += deleted;
      if (deleted < BATCH) return total;
    }
  };
  return {
    deliveries: await deleteAll(deleteDeliveries(before(config.deliveryRetentionDays))),
    taskRuns: await deleteAll(deleteTaskRuns(before(config.runRetentionDays))),
    flows: await deleteAll(deleteFlows(before(config.runRetentionDays))),
    messages: await deleteAll(deleteMessages(before(config.runRetentionDays))),
    events: await deleteAll(deleteEvents(before(Math.max(config.eventRetentionDays, config.deliveryRetentionDays)))),
    integrations: await deleteAll(DELETE_INTEGRATIONS),
    sessions: await deleteAll(deleteSessions(before(KEPT_SESSIONS_DAYS))),
    idempotencyKeys: await deleteAll(deleteIdempotencyKeys(before(KEPT_IDEMPOTENCY_DAYS))),
  };
}
