import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../errors.ts';
import { restoreInput } from './effect/kept-input.ts';
import { failedEffect, noopEffect, performedEffect } from './effect/script-effect.ts';
import { mapTexts } from './effect/secret-names.ts';
import { StandIns } from './effect/stand-ins.ts';
import type { Write } from './host/host-call.ts';
import { writeOfKind } from './host/host-calls.ts';
import { toHostError } from './host-error.ts';
import { openScope, type RunScope, type ScriptServices } from './run-scope.ts';
import type { ScriptEffect, ScriptRun } from './script-run.ts';

/** What the effects of one plan have made, for those after them. Lives as long as the run that performs them. */
const standInsOf = new WeakMap<ScriptRun, StandIns>();
const NEVER = new AbortController().signal;

/**
 * Whether what a planned effect rests on has changed since: a sentence that says so, or null. What rests on an earlier
 * effect of its own plan has nothing to compare.
 */
export async function checkBasis(
  services: ScriptServices,
  run: ScriptRun,
  effect: ScriptEffect,
): Promise<string | null> {
  if (effect.outcome !== 'planned' || effect.basis === null) return null;
  const scope = openScope(services, { ...run, mode: 'apply' }, NEVER);
  try {
    return differenceOf(effect, await prepare(scope, effect, new StandIns()));
  } catch (error) {
    return `${effect.summary}: ${toHostError(scope, effect.kind, error).message}`;
  }
}

/**
 * Performs a planned effect exactly as it was planned, with its secrets filled in again; `failed` where that cannot be,
 * or what it rests on has changed. The effects of a plan are performed one after the other with the same `run`.
 */
export async function performEffect(
  services: ScriptServices,
  run: ScriptRun,
  effect: ScriptEffect,
  signal: AbortSignal = NEVER,
): Promise<ScriptEffect> {
  if (effect.outcome !== 'planned') return effect;
  const standIns = standInsFor(run);
  const scope = openScope(services, { ...run, mode: 'apply' }, signal);
  for (const secret of standIns.secrets) scope.mask.add(secret);
  try {
    const write = await prepare(scope, effect, standIns);
    const difference = differenceOf(effect, write);
    if (difference !== null) return failedEffect(scope, effect, difference);
    if (write.noop !== undefined) return noopEffect(scope, effect);
    const performed = await write.perform();
    standIns.learn(effect.result, performed);
    return performedEffect(scope, effect, performed);
  } catch (error) {
    const { code, message } = toHostError(scope, effect.kind, error);
    return failedEffect(scope, effect, `${code}: ${message}`);
  }
}

/**
 * For a run that goes on with a plan which it has performed in part, perhaps in another process: what the performed
 * effects have made, as they were recorded, stands for what the plan imagined again. A secret that one of them made is
 * not recorded; the effects that need it will be refused.
 */
export function recallPerformed(run: ScriptRun, planned: ScriptEffect[], performed: ScriptEffect[]): void {
  const standIns = standInsFor(run);
  const resultOf = new Map(performed.map(({ number, result }) => [number, result]));
  for (const { number, result } of planned) {
    const made = resultOf.get(number);
    if (typeof made === 'object' && made !== null) standIns.learn(result, { made: made as Record<string, string> });
  }
}

function standInsFor(run: ScriptRun): StandIns {
  const standIns = standInsOf.get(run) ?? new StandIns();
  standInsOf.set(run, standIns);
  return standIns;
}

async function prepare(scope: RunScope, { kind, data }: ScriptEffect, standIns: StandIns): Promise<Write> {
  const call = writeOfKind(kind);
  if (!call) throw new AppError('PRECONDITION_FAILED', `effects of the kind ${kind} cannot be performed any more`);
  const input = mapTexts(await restoreInput(scope, data), (text) => standIns.replace(text));
  return call.prepare(scope, input);
}

function differenceOf({ basis, summary }: ScriptEffect, write: Write): string | null {
  if (basis === null || isDeepStrictEqual(basis, write.basis)) return null;
  return `${summary}: it was planned on ${JSON.stringify(basis)}, and now there is ${JSON.stringify(write.basis)}`;
}
