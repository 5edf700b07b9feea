import type pg from 'pg';
import type { BenchTenant } from './tenant.ts';

const CREATE = 'mutation($input: CreateActionChainInput!) { createActionChain(input: $input) { id } }';
const START = 'mutation($input: StartActionFlowInput!) { startActionFlow(input: $input) { id } }';

export async function createChain({ api }: BenchTenant, name: string, steps: object[]): Promise<string> {
  const { createActionChain } = await api.ask<{ createActionChain: { id: string } }>(CREATE, {
    input: { name, steps },
  });
  return createActionChain.id;
}

export async function startFlow({ api }: BenchTenant, chainId: string, subjectId?: string): Promise<string> {
  const { startActionFlow } = await api.ask<{ startActionFlow: { id: string } }>(START, {
    input: { chainId, subjectId },
  });
  return startActionFlow.id;
}

/** Flows of the chain that sleep until their time, in their first of two steps. */
export async function seedSleepers(
  database: pg.Client,
  {
    tenantId,
    chainId,
    flows,
    wakeAt,
    apartMs,
  }: { tenantId: string; chainId: string; flows: number; wakeAt: Date; apartMs: number },
): Promise<void> {
  const values = [tenantId, chainId, flows, wakeAt, apartMs];
  await database.query(
    `WITH made AS (
       INSERT INTO action_flows (tenant_id, id, chain_id, chain_name, chain_version, status, waiting_for, wake_at, input)
       SELECT $1::uuid, uuidv7(), $2::uuid, 'asleep', 1, 'WAITING', 'rest: sleeps',
              d.at, jsonb_build_object('dueAt', d.at)
       FROM generate_series(0, $3::int - 1) n
       CROSS JOIN LATERAL (SELECT $4::timestamptz + n * $5::float8 * interval '1 millisecond') d(at)
       RETURNING tenant_id, id, wake_at
     )
     INSERT INTO action_flow_steps (tenant_id, id, flow_id, position, name, action_type, effect, is_idempotent, spec, status,
                                    attempts, wait, waiting_for, waiting_until, started_at)
     SELECT m.tenant_id, uuidv7(), m.id, p.position, p.name, p.action_type, 'read', true, p.spec,
            CASE p.position WHEN 0 THEN 'WAITING' ELSE 'PENDING' END::flow_step_status, 1 - p.position,
            CASE p.position WHEN 0 THEN jsonb_build_object('kind', 'time', 'until', m.wake_at) END,
            NULL, CASE p.position WHEN 0 THEN m.wake_at END, NULL
     FROM made m
     CROSS JOIN (
       SELECT (s.place - 1)::int AS position, s.step->>'name' AS name, s.step->>'actionType' AS action_type, s.step AS spec
       FROM action_chain_versions v, jsonb_array_elements(v.steps) WITH ORDINALITY AS s(step, place)
       WHERE v.tenant_id = $1::uuid AND v.chain_id = $2::uuid AND v.version = 1
     ) p`,
    values,
  );
  await database.query('ANALYZE action_flows, action_flow_steps');
}
