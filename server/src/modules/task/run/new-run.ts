import type { OverlapPolicy, RunMode, RunTrigger } from '@joinery/prisma';
import type { TraceHeaders } from '../../../platform/telemetry/index.ts';
import type { TaskRow } from '../internal.ts';

/** What has to be known of a task to set it off. */
export type RunnableTask = Pick<
  TaskRow,
  'tenantId' | 'id' | 'overlapPolicy' | 'scriptVersion' | 'runnerLabels' | 'timeoutSeconds'
>;

/** A run that something asks for. */
export interface NewRun extends Partial<TraceHeaders> {
  id: string;
  task: RunnableTask;
  mode: RunMode;
  trigger: RunTrigger;
  /** It begins no sooner. */
  eligibleAt: Date;
  actorId?: string | null;
  actorEmail?: string | null;
  eventId?: string;
  deliveryId?: string;
  integrationName?: string;
  depth?: number;
  scheduledFor?: Date;
  planRunId?: string;
  /** Why it is over before it begins: a tick that nobody was there for. */
  droppedBecause?: string;
}

/** A run that is unfinished and is its task's turn, or waits for it. */
export interface ActiveRun {
  id: string;
  status: 'PENDING' | 'RUNNING' | 'WAITING_CONFIRMATION';
}

/** What a trigger leads to. */
export type Decision =
  | { kind: 'start' }
  | { kind: 'drop'; reason: string }
  | { kind: 'hold' }
  | { kind: 'replace'; ids: string[] };

/** What becomes of a trigger while other runs of its task are unfinished. */
export function decideOverlap(policy: OverlapPolicy, active: readonly ActiveRun[]): Decision {
  const [first] = active;
  if (!first || policy === 'ALLOW') return { kind: 'start' };
  if (policy === 'SKIP')
    return { kind: 'drop', reason: `skipped: run ${first.id} of this task ${STATE[first.status]}` };
  if (policy === 'QUEUE') return { kind: 'hold' };
  return { kind: 'replace', ids: active.map(({ id }) => id) };
}

const STATE: Record<ActiveRun['status'], string> = {
  PENDING: 'is about to begin',
  RUNNING: 'is under way',
  WAITING_CONFIRMATION: 'waits for a confirmation',
};
