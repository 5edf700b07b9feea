import type { ChainStep, Inverse } from '../chain/index.ts';

/** What a step of a flow was copied from. */
export interface StepSpec extends Omit<ChainStep, 'name' | 'connectionId' | 'actionType'> {
  /** The version of the chain that it runs, of those that are written down. */
  chainVersion?: number;
  /** Its action asks people; the step waits for what they decide. */
  asksApproval?: boolean;
}

/** What undoes a step, with what has to be known of it to perform it. */
export interface StoredInverse extends Inverse {
  effect: FlowStep['effect'];
  isIdempotent: boolean;
}

export type StepStatus = 'PENDING' | 'RUNNING' | 'WAITING' | 'SUCCESS' | 'FAILED' | 'SKIPPED';
export type StepOutcome = 'changed' | 'noop' | 'skipped' | 'failed' | 'planned';

/** What a waiting step has to know when it goes on; `kind` says what it waits for. */
export type WaitState =
  | { kind: 'time'; until: string }
  | { kind: 'look'; looks: number; deadline: string }
  | { kind: 'callback'; deadline: string }
  | { kind: 'approval'; deadline: string; decision?: Decision; asked?: Asked }
  | { kind: 'task'; runId: string; looks: number }
  | { kind: 'chain'; flowId: string; looks: number }
  /** The plugin has asked to be run again. */
  | { kind: 'asleep' }
  | { kind: 'retry' }
  /** More removals than the tenant's budget of the hour: a person has to say yes. */
  | { kind: 'budget' }
  /** It may have happened: a person has to look. */
  | { kind: 'uncertain' };

/** The message by which a provider has asked, as its action has answered it. */
export interface Asked {
  channel?: string;
  ts?: string;
}

export interface Decision {
  isApproved: boolean;
  by: string;
  comment: string;
}

/** A step as the engine holds it. */
export interface FlowStep {
  id: string;
  position: number;
  name: string;
  connectionId: string | null;
  pluginVersionId: string | null;
  provider: string | null;
  actionType: string;
  effect: 'read' | 'write' | 'destructive';
  isIdempotent: boolean;
  inverse: StoredInverse | null;
  spec: StepSpec;
  undoesId: string | null;
  status: StepStatus;
  outcome: StepOutcome | null;
  reason: string | null;
  input: unknown;
  output: unknown;
  error: string | null;
  errorKind: string | null;
  attempts: number;
  attemptsBefore: number;
  waitingFor: string | null;
  waitingUntil: Date | null;
  wait: WaitState | null;
  isConfirmed: boolean;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** What a step has that nobody has tried. */
export const NOT_BEGUN = {
  status: 'PENDING',
  outcome: null,
  reason: null,
  input: null,
  output: null,
  error: null,
  errorKind: null,
  attempts: 0,
  attemptsBefore: 0,
  waitingFor: null,
  waitingUntil: null,
  wait: null,
  isConfirmed: false,
  startedAt: null,
  finishedAt: null,
} as const satisfies Partial<FlowStep>;

export function hasEnded({ status }: Pick<FlowStep, 'status'>): boolean {
  return status === 'SUCCESS' || status === 'FAILED' || status === 'SKIPPED';
}
