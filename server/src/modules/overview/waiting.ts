import { hasScope, type Scope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type Sql, sql } from '../../platform/db/index.ts';
import { sqlTransaction } from '../../transaction.ts';
import { readWaitingStates } from '../task/index.ts';

const MOST = 50;

export type WaitingKind = 'TASK_RUN' | 'ACTION_FLOW' | 'DELIVERY';

/** What waits by itself, for what, and until when where that is known. Joinery's own housekeeping waits for nobody. */
export interface Waiting {
  kind: WaitingKind;
  id: string;
  title: string;
  waitingFor: string | null;
  until: Date | null;
  since: Date;
}

const SOURCES: { kind: WaitingKind; scope: Scope; rows(tenantId: string): Sql }[] = [
  {
    kind: 'TASK_RUN',
    scope: 'task:read',
    rows: (tenantId) => sql`
      SELECT r.id, t.name AS title, r.waiting_reason AS "waitingFor", r.next_eligible_at AS until,
             r.created_at AS since
      FROM task_runs r JOIN tasks t ON t.tenant_id = r.tenant_id AND t.id = r.task_id
      WHERE r.tenant_id = ${tenantId}::uuid AND r.status IN ('PENDING', 'WAITING_CONFIRMATION') AND NOT t.is_built_in`,
  },
  {
    kind: 'ACTION_FLOW',
    scope: 'flow:read',
    rows: (tenantId) => sql`
      SELECT id, chain_name AS title, waiting_for AS "waitingFor", wake_at AS until, created_at AS since
      FROM action_flows WHERE tenant_id = ${tenantId}::uuid AND status = 'WAITING'`,
  },
  {
    kind: 'DELIVERY',
    scope: 'delivery:read',
    rows: (tenantId) => sql`
      SELECT d.id, i.name || ': ' || d.event_type AS title, coalesce(d.error, 'waits to be sent') AS "waitingFor",
             d.next_attempt_at AS until, d.created_at AS since
      FROM deliveries d JOIN integrations i ON i.tenant_id = d.tenant_id AND i.id = d.integration_id
      WHERE d.tenant_id = ${tenantId}::uuid AND d.status = 'PENDING'`,
  },
];

/** The first 50 of what waits, what goes on soonest first. Of what the actor may see. */
export async function listWaiting(ctx: Context): Promise<Waiting[]> {
  const found = await findWaiting(ctx);
  const runIds = found.filter(({ kind }) => kind === 'TASK_RUN').map(({ id }) => id);
  // What is in the way of a run may have changed since its row was written.
  const states = runIds.length > 0 ? await readWaitingStates(ctx, runIds) : new Map<string, never>();
  return found
    .map((waiting) => {
      const state = states.get(waiting.id);
      return state ? { ...waiting, waitingFor: state.reason, until: state.nextEligibleAt } : waiting;
    })
    .sort(soonestFirst);
}

function findWaiting(ctx: Context): Promise<Waiting[]> {
  return sqlTransaction(ctx, async (ctx) => {
    const seen = SOURCES.filter(({ scope }) => hasScope(ctx, scope));
    const found = await Promise.all(
      seen.map(async ({ kind, rows }) => {
        const soonest = sql`
          SELECT * FROM (${rows(ctx.tenantId)}) AS found ORDER BY until NULLS LAST, since, id LIMIT ${MOST}`;
        return (await ctx.tx.query<Omit<Waiting, 'kind'>>(soonest)).map((row) => ({ kind, ...row }));
      }),
    );
    return found.flat().sort(soonestFirst).slice(0, MOST);
  });
}

function soonestFirst(one: Waiting, other: Waiting): number {
  const time = ({ until }: Waiting) => until?.getTime() ?? Number.MAX_SAFE_INTEGER;
  return time(one) - time(other) || one.since.getTime() - other.since.getTime();
}
