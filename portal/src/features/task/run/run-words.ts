import type { RunMode, RunTrigger, TaskRunStatus } from '../../../../generated/graphql';

interface Origin {
  readonly trigger: RunTrigger;
  readonly actorEmail?: string | null | undefined;
  readonly integrationName?: string | null | undefined;
}

/** What set a run off, as people say it. */
export function originOf({ trigger, actorEmail, integrationName }: Origin): string {
  if (trigger === 'SCHEDULE') return 'Schedule';
  if (trigger === 'INTEGRATION') return integrationName ? `Integration ${integrationName}` : 'An integration';
  const who = actorEmail ?? 'Joinery';
  return trigger === 'APPLY_PLAN' ? `Plan applied by ${who}` : `By hand, ${who}`;
}

export const STATUS_OPTIONS: readonly { value: TaskRunStatus; label: string }[] = [
  { value: 'RUNNING', label: 'Running' },
  { value: 'PENDING', label: 'Pending' },
  { value: 'WAITING_CONFIRMATION', label: 'Needs a person' },
  { value: 'SUCCESS', label: 'Succeeded' },
  { value: 'ERROR', label: 'Failed' },
  { value: 'CANCELLED', label: 'Cancelled' },
];

export const TRIGGER_OPTIONS: readonly { value: RunTrigger; label: string }[] = [
  { value: 'SCHEDULE', label: 'Schedule' },
  { value: 'MANUAL', label: 'By hand' },
  { value: 'INTEGRATION', label: 'Integration' },
  { value: 'APPLY_PLAN', label: 'Plan applied' },
];

export const MODE_OPTIONS: readonly { value: RunMode; label: string }[] = [
  { value: 'APPLY', label: 'Runs for real' },
  { value: 'PLAN', label: 'Plans' },
];

/** As the names of filters in the URL have them, of tasks and of runs. */
export const KIND_OPTIONS = [
  { value: 'own', label: 'Own tasks' },
  { value: 'built-in', label: 'Built-in tasks' },
] as const;

const ENDED: ReadonlySet<TaskRunStatus> = new Set(['SUCCESS', 'ERROR', 'CANCELLED']);

export function isOver(status: TaskRunStatus): boolean {
  return ENDED.has(status);
}
