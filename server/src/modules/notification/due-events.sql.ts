import { sql } from '../../platform/db/index.ts';
import type { SqlTxContext } from '../../transaction.ts';
import type { ToldEvent } from './topics.ts';

export interface DueEvent {
  id: string;
  type: ToldEvent;
  data: unknown;
  firedAt: Date;
}

const MOST = 5000;

/** What has happened since then of these types, the oldest first; examples have not. */
export function readDueEvents(
  { tx, tenantId }: SqlTxContext,
  { types, since }: { types: readonly ToldEvent[]; since: Date },
): Promise<DueEvent[]> {
  return tx.query<DueEvent>(sql`
    SELECT id, type, data, fired_at AS "firedAt" FROM events
    WHERE tenant_id = ${tenantId}::uuid AND fired_at >= ${since}::timestamptz AND type = ANY(${types}::text[])
      AND type IN ('task.run_failed', 'task.confirmation_needed', 'integration.failing', 'integration.disabled',
                   'action_flow.failed', 'action_flow.confirmation_needed', 'action_flow.approval_needed',
                   'connection.failing', 'connection.recovered')
      AND NOT is_test
    ORDER BY fired_at, id LIMIT ${MOST}`);
}
