import type { WaitState } from './flow-step.ts';

/** What came of trying a step once. */
export type StepResult = Told &
  /** `isExact`: it has looked whether an earlier try that was not answered has done it. */
  (
    | { kind: 'done'; outcome: 'changed' | 'noop' | 'planned'; output: unknown; reason?: string; isExact?: boolean }
    /** It goes on at `until`, or when somebody has something for it. */
    | { kind: 'wait'; waitingFor: string; until: Date | null; state: WaitState }
    /** Its condition does not hold, or its provider cannot do this at all. */
    | { kind: 'skipped'; reason: string }
    | {
        kind: 'failed';
        errorKind: string;
        error: string;
        /** The provider has asked not to be tried before. */
        retryAt?: Date | undefined;
        /** Whether it is known that nothing has happened. */
        isCertain: boolean;
      }
  );

interface Told {
  /** Requests that wrote, or in a plan would have. */
  effects?: readonly unknown[];
  logs?: readonly unknown[];
}

export function failed(errorKind: string, error: string): StepResult {
  return { kind: 'failed', errorKind, error, isCertain: true };
}

/** What was so before, and is none of an earlier try's doing. */
export function foundBefore(output: unknown, reason: string): StepResult {
  return { kind: 'done', outcome: 'noop', output, reason, isExact: true };
}

export function done(outcome: 'changed' | 'noop' | 'planned', output: unknown = {}, reason?: string): StepResult {
  return { kind: 'done', outcome, output, ...(reason ? { reason } : {}) };
}
