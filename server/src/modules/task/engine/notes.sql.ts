import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { ClaimedRun } from './claimed-run.ts';

export interface LogInsert {
  id: string;
  level: string;
  text: string;
  at: string;
}

export interface EffectInsert {
  number: number;
  kind: string;
  summary: string;
  data: unknown;
  is_removal: boolean;
  outcome: string;
  basis: unknown;
  result: unknown;
  error: string | null;
  at: Date;
}

/** What a run has told of itself. */
export interface Notes {
  logs: LogInsert[];
  effects: EffectInsert[];
}

export interface NotesOfRun extends Notes {
  tenant_id: string;
  run_id: string;
  claim: number;
}

export function writeNotes(tx: SqlTransaction, run: ClaimedRun, notes: Notes): Promise<void> {
  return writeAllNotes(tx, [{ tenant_id: run.tenantId, run_id: run.id, claim: run.claim, ...notes }]);
}

/**
 * Writes lines and effects of runs. The claim fences them, whatever the status is by now: what a run did before somebody
 * cancelled it was done. The row is held, so that nobody takes the run over in between.
 */
export async function writeAllNotes(tx: SqlTransaction, all: readonly NotesOfRun[]): Promise<void> {
  const logs = all.flatMap(({ tenant_id, run_id, claim, logs }) =>
    logs.map((log) => ({ tenant_id, run_id, claim, ...log })),
  );
  const effects = all.flatMap(({ tenant_id, run_id, claim, effects }) =>
    effects.map((effect) => ({ tenant_id, run_id, claim, ...effect })),
  );
  await Promise.all([
    logs.length === 0
      ? 0
      : tx.execute(sql`
          INSERT INTO task_run_logs (tenant_id, run_id, id, level, text, at)
          SELECT l.tenant_id, l.run_id, l.id, l.level, l.text, l.at
          FROM json_to_recordset(${JSON.stringify(logs)}::json) AS l(
            tenant_id uuid, run_id uuid, claim int, id uuid, level text, text text, at timestamptz)
          JOIN (${heldRuns(logs)}) r ON r.tenant_id = l.tenant_id AND r.id = l.run_id AND r.claim = l.claim
          ON CONFLICT DO NOTHING`),
    effects.length === 0
      ? 0
      : tx.execute(sql`
          INSERT INTO task_run_effects (tenant_id, run_id, number, kind, summary, data, is_removal, outcome, basis, result,
                                        error, at)
          SELECT e.tenant_id, e.run_id, e.number, e.kind, e.summary, e.data, e.is_removal, e.outcome, e.basis, e.result,
                 e.error, e.at
          FROM json_to_recordset(${JSON.stringify(effects)}::json) AS e(
            tenant_id uuid, run_id uuid, claim int, number int, kind text, summary text, data jsonb, is_removal boolean,
            outcome text, basis jsonb, result jsonb, error text, at timestamptz)
          JOIN (${heldRuns(effects)}) r ON r.tenant_id = e.tenant_id AND r.id = e.run_id AND r.claim = e.claim
          ON CONFLICT DO NOTHING`),
  ]);
}

function heldRuns(of: readonly { tenant_id: string; run_id: string }[]) {
  const ids = [...new Map(of.map((one) => [one.run_id, one.tenant_id]))];
  return sql`
    SELECT t.tenant_id, t.id, t.claim FROM task_runs t
    JOIN unnest(${ids.map(([, tenantId]) => tenantId)}::uuid[], ${ids.map(([id]) => id)}::uuid[]) AS k(tenant_id, id)
      ON t.tenant_id = k.tenant_id AND t.id = k.id
    FOR SHARE OF t`;
}
