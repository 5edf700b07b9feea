import type { Sql } from '../../platform/db/index.ts';
import type { Services } from '../../services.ts';
import {
  BATCH,
  DELETE_INTEGRATIONS,
  deleteBudgets,
  deleteDeliveries,
  deleteErrands,
  deleteEvents,
  deleteFlows,
  deleteIdempotencyKeys,
  deleteMessages,
  deletePlaces,
  deleteSessions,
  deleteTaskRuns,
} from './expired.sql.ts';

const DAY_MS = 24 * 3600 * 1000;
const KEPT_SESSIONS_DAYS = 30;
const KEPT_IDEMPOTENCY_DAYS = 1;
/** An account's budget has long filled up again by then: it needs no row. */
const KEPT_BUDGET_DAYS = 1;

export interface Swept {
  deliveries: number;
  taskRuns: number;
  flows: number;
  approvalErrands: number;
  messages: number;
  events: number;
  integrations: number;
  sessions: number;
  idempotencyKeys: number;
  providerBudgets: number;
  providerPlaces: number;
}

/**
 * Deletes finished deliveries with their attempts, finished runs of tasks, flows, errands of approvals and messages, then
 * events that nothing refers to any more, then what is left of deleted integrations, ended sessions, old idempotency keys
 * and what providers took of accounts. Audit records are not touched.
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
    approvalErrands: await deleteAll(deleteErrands(before(config.runRetentionDays))),
    messages: await deleteAll(deleteMessages(before(config.runRetentionDays))),
    events: await deleteAll(deleteEvents(before(Math.max(config.eventRetentionDays, config.deliveryRetentionDays)))),
    integrations: await deleteAll(DELETE_INTEGRATIONS),
    sessions: await deleteAll(deleteSessions(before(KEPT_SESSIONS_DAYS))),
    idempotencyKeys: await deleteAll(deleteIdempotencyKeys(before(KEPT_IDEMPOTENCY_DAYS))),
    providerBudgets: await deleteAll(deleteBudgets(before(KEPT_BUDGET_DAYS))),
    providerPlaces: await deleteAll(deletePlaces(before(KEPT_BUDGET_DAYS))),
  };
}
