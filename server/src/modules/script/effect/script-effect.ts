import type { Performed, StandIn, Write } from '../host/host-call.ts';
import type { RunScope } from '../run-scope.ts';
import type { ScriptEffect } from '../script-run.ts';

const MOST_SUMMARY = 500;
const MOST_ERROR = 2000;

/** An effect before its outcome is known. */
export type EffectDraft = Omit<ScriptEffect, 'outcome' | 'result' | 'error' | 'at'>;

export function draftOf(
  { mask, planned }: RunScope,
  { number, data }: { number: number; data: Record<string, unknown> },
  write: Write,
): EffectDraft {
  const { kind, summary, isRemoval, basis, objects, ids } = write;
  const restsOnPlan = planned !== null && (planned.isTouched(objects) || ids.some((id) => planned.isMade(id)));
  return {
    number,
    kind,
    summary: mask.text(`${kind.replace('http.request', 'http')} ${summary}`).slice(0, MOST_SUMMARY),
    data,
    isRemoval,
    basis: restsOnPlan ? null : basis,
  };
}

export function plannedEffect({ ctx }: RunScope, draft: EffectDraft, { made }: StandIn): ScriptEffect {
  return { ...draft, outcome: 'planned', result: made ?? null, error: null, at: ctx.clock.now() };
}

export function noopEffect({ ctx }: RunScope, draft: EffectDraft): ScriptEffect {
  return { ...draft, outcome: 'noop', result: null, error: null, at: ctx.clock.now() };
}

export function performedEffect({ ctx, mask }: RunScope, draft: EffectDraft, performed: Performed): ScriptEffect {
  const { outcome, made, detail, error } = performed;
  const result = made || detail ? mask.json({ ...made, ...detail }) : null;
  const told = error === undefined ? null : mask.text(error).slice(0, MOST_ERROR);
  return { ...draft, outcome, result, error: told, at: ctx.clock.now() };
}

/** A write that was refused before anything was known of it but what the script asked for. */
export function refusedEffect(
  scope: RunScope,
  { number, kind, data }: Pick<EffectDraft, 'number' | 'kind' | 'data'>,
  error: string,
): ScriptEffect {
  const told = Object.entries(data).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  const summary = [kind, ...told.map(([name, value]) => `${name}=${value}`)].join(' ').slice(0, MOST_SUMMARY);
  return failedEffect(scope, { number, kind, summary, data, isRemoval: false, basis: null }, error);
}

/** An effect that was refused, or that went wrong without an answer. */
export function failedEffect(
  { ctx, mask }: RunScope,
  draft: EffectDraft,
  error: string,
  outcome: 'failed' | 'skipped' = 'failed',
): ScriptEffect {
  return { ...draft, outcome, result: null, error: mask.text(error).slice(0, MOST_ERROR), at: ctx.clock.now() };
}
