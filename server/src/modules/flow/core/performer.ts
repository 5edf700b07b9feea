import type { Context } from '../../../context.ts';
import type { ClaimedFlow } from '../engine/claimed-flow.ts';
import type { FlowStep } from '../flow-step.ts';
import type { StepResult } from '../step-result.ts';

/** What a step of Joinery's own is performed with. */
export interface StepScope {
  ctx: Context;
  flow: ClaimedFlow;
  step: FlowStep;
  now: Date;
  /** Set off when the flow is cancelled, or its worker stops. */
  signal: AbortSignal;
}

/** Performs a step once, or goes on with it when it has waited. Throws AppError for what it may not. */
export type Perform<Input> = (scope: StepScope, input: Input) => Promise<StepResult>;

export function inSeconds(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}
