import { type SqlTransaction, sql } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';
import { checkBasis, performEffect, recallPerformed, type ScriptEffect, type ScriptRun } from '../../script/index.ts';
import { hashPlan } from '../run/plan-hash.ts';
import type { ClaimedRun } from './claimed-run.ts';
import type { Execution } from './ending.ts';
import { stopped } from './execution-stop.ts';
import type { Recorder } from './recorder.ts';
import type { RemovalBrake } from './removal-brake.ts';
import { toScriptRun } from './script-input.ts';

interface Tools {
  recorder: Recorder;
  signal: AbortSignal;
  brake: RemovalBrake;
}

/**
 * Performs the effects of a plan, one after the other and exactly as they were listed, beginning behind those that this
 * run has performed already. Nothing is performed when any of them rests on what has changed; the first that fails ends
 * the run.
 */
export async function performPlan(services: Services, run: ClaimedRun, tools: Tools): Promise<Execution> {
  const { planHash, effects, performed } = await services.db.system((tx) => readPlan(tx, run));
  if (planHash === null || hashPlan(effects) !== planHash)
    return stale('its effects are not those that it was made of');
  const script = await toScriptRun(services, run);
  recallPerformed(script, effects, performed);
  const rest = effects.filter(({ number }) => number > run.lastEffect);
  const difference = run.lastEffect === 0 ? await firstDifference(services, script, rest) : null;
  if (difference !== null) return stale(difference);
  for (const effect of rest) {
    const execution = await performOne(services, script, effect, tools);
    if (execution) return execution;
  }
  const planned = effects.filter(({ outcome }) => outcome === 'planned');
  return { kind: 'success', output: `performed ${planned.length} planned effects` };
}

async function performOne(
  services: Services,
  script: ScriptRun,
  effect: ScriptEffect,
  { recorder, signal, brake }: Tools,
): Promise<Execution | null> {
  if (signal.aborted) return stopped(signal);
  if (effect.outcome !== 'planned') {
    // There was nothing to do, or it was refused: the plan said so, and so does its run.
    recorder.effect(effect);
    return null;
  }
  if (effect.isRemoval && !(await brake.mayRemove())) {
    return brake.reason === null ? { kind: 'dropped' } : { kind: 'parked', reason: brake.reason };
  }
  const performed = await performEffect(services, script, effect, signal);
  recorder.effect(performed);
  if (performed.outcome !== 'failed') return null;
  const error = `${performed.summary}: ${performed.error ?? 'it failed'}`;
  return { kind: 'failure', errorKind: 'effect_failed', error };
}

async function firstDifference(
  services: Services,
  script: ScriptRun,
  effects: readonly ScriptEffect[],
): Promise<string | null> {
  for (const effect of effects) {
    const difference = await checkBasis(services, script, effect);
    if (difference !== null) return difference;
  }
  return null;
}

function stale(why: string): Execution {
  return {
    kind: 'failure',
    errorKind: 'stale_plan',
    error: `PRECONDITION_FAILED: the plan does not hold any more: ${why}`,
  };
}

/** The plan, and what this run has performed of it before it parked. */
async function readPlan(tx: SqlTransaction, { tenantId, id, planRunId }: ClaimedRun) {
  const [[plan], effects, performed] = await Promise.all([
    tx.query<{ planHash: string | null }>(sql`
      SELECT plan_hash AS "planHash" FROM task_runs WHERE tenant_id = ${tenantId}::uuid AND id = ${planRunId}::uuid`),
    readEffects(tx, tenantId, planRunId),
    readEffects(tx, tenantId, id),
  ]);
  return { planHash: plan?.planHash ?? null, effects, performed };
}

function readEffects(tx: SqlTransaction, tenantId: string, runId: string | null): Promise<ScriptEffect[]> {
  return tx.query<ScriptEffect>(sql`
    SELECT number, kind, summary, data, is_removal AS "isRemoval", outcome, basis, result, error, at
    FROM task_run_effects WHERE tenant_id = ${tenantId}::uuid AND run_id = ${runId}::uuid ORDER BY number`);
}
