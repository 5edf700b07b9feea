import { type Sql, type SqlTransaction, sql } from '../../platform/db/index.ts';
import type { FlowStep } from './flow-step.ts';

const COLUMNS: Sql = sql`
  id, position, name, connection_id AS "connectionId", plugin_version_id AS "pluginVersionId", provider,
  action_type AS "actionType", effect, is_idempotent AS "isIdempotent", inverse, spec, undoes_id AS "undoesId",
  status::text AS status, outcome, reason, input, output, error, error_kind AS "errorKind", attempts,
  attempts_before AS "attemptsBefore", waiting_for AS "waitingFor", waiting_until AS "waitingUntil", wait,
  is_confirmed AS "isConfirmed", started_at AS "startedAt", finished_at AS "finishedAt"`;

export type StepOfFlow = FlowStep & { flowId: string };

/** The steps of flows, in their order. */
export function readSteps(
  tx: SqlTransaction,
  flows: readonly { tenantId: string; id: string }[],
): Promise<StepOfFlow[]> {
  if (flows.length === 0) return Promise.resolve([]);
  return tx.query<StepOfFlow>(sql`
    SELECT flow_id AS "flowId", ${COLUMNS} FROM action_flow_steps
    WHERE (tenant_id, flow_id) IN (
      SELECT * FROM unnest(${flows.map((flow) => flow.tenantId)}::uuid[], ${flows.map((flow) => flow.id)}::uuid[]))
    ORDER BY flow_id, position`);
}

/** New steps of a flow. */
export async function insertSteps(
  tx: SqlTransaction,
  flow: { tenantId: string; id: string },
  steps: readonly (FlowStep & { callbackHash?: Uint8Array })[],
): Promise<void> {
  if (steps.length === 0) return;
  const rows = steps.map((step) => ({
    ...step,
    callbackHash: step.callbackHash ? `\\x${Buffer.from(step.callbackHash).toString('hex')}` : null,
  }));
  await tx.execute(sql`
    INSERT INTO action_flow_steps (tenant_id, flow_id, id, position, name, connection_id, plugin_version_id, provider,
      action_type, effect, is_idempotent, inverse, spec, undoes_id, status, outcome, reason, input, callback_hash,
      started_at, finished_at)
    SELECT ${flow.tenantId}::uuid, ${flow.id}::uuid, s.id, s.position, s.name, s."connectionId", s."pluginVersionId",
           s.provider, s."actionType", s.effect, s."isIdempotent", s.inverse, s.spec, s."undoesId", s.status, s.outcome,
           s.reason, s.input, s."callbackHash", s."startedAt", s."finishedAt"
    FROM json_to_recordset(${JSON.stringify(rows)}::json) AS s(
      id uuid, position int, name text, "connectionId" uuid, "pluginVersionId" uuid, provider text, "actionType" text,
      effect text, "isIdempotent" boolean, inverse jsonb, spec jsonb, "undoesId" uuid, status flow_step_status,
      outcome text, reason text, input jsonb, "callbackHash" bytea, "startedAt" timestamptz, "finishedAt" timestamptz)
    ON CONFLICT DO NOTHING`);
}

/** What has become of steps that there are. Only the flow's claim of this number writes. */
export async function updateSteps(
  tx: SqlTransaction,
  flow: { tenantId: string; id: string; claim: number },
  steps: readonly FlowStep[],
): Promise<void> {
  if (steps.length === 0) return;
  await tx.execute(sql`
    UPDATE action_flow_steps t
    SET status = s.status, outcome = s.outcome, reason = s.reason, input = s.input, output = s.output, error = s.error,
        error_kind = s."errorKind", attempts = s.attempts,
        attempts_before = s."attemptsBefore", waiting_for = s."waitingFor",
        waiting_until = s."waitingUntil", wait = s.wait, started_at = s."startedAt", finished_at = s."finishedAt"
    FROM json_to_recordset(${JSON.stringify(steps)}::json) AS s(
      id uuid, status flow_step_status, outcome text, reason text, input jsonb, output jsonb, error text,
      "errorKind" text, attempts int, "attemptsBefore" int, "waitingFor" text, "waitingUntil" timestamptz, wait jsonb,
      "startedAt" timestamptz, "finishedAt" timestamptz)
    WHERE t.tenant_id = ${flow.tenantId}::uuid AND t.id = s.id AND EXISTS (
      SELECT 1 FROM action_flows f
      WHERE f.tenant_id = ${flow.tenantId}::uuid AND f.id = ${flow.id}::uuid AND f.claim = ${flow.claim}::int)`);
}
