import type { UseFormReturnType } from '@mantine/form';
import type { CreateTaskInput, TaskQuery, UpdateTaskInput } from '../../../../generated/graphql';

type Task = TaskQuery['task'];
type Number = number | '';

/** A task's settings as its form holds them: an empty input is no number, and a time is the viewer's wall clock. */
export interface TaskValues extends Record<string, unknown> {
  name: string;
  description: string;
  scheduleType: Task['scheduleType'];
  cronExpression: string;
  timeZone: string;
  runAt: string;
  missedRuns: Task['missedRuns'];
  jitterSeconds: Number;
  overlapPolicy: Task['overlapPolicy'];
  timeoutSeconds: Number;
  memoryMb: Number;
  isSafeToRetry: boolean;
  maxRetries: Number;
  runnerLabels: string[];
  hasHostList: boolean;
  allowedHosts: string[];
  removalCap: { maxPerRun: Number; maxPercentPerRun: Number; maxPerHour: Number; maxPercentPerHour: Number };
}

export type TaskForm = UseFormReturnType<TaskValues>;

export const NEW_TASK: TaskValues = {
  name: '',
  description: '',
  scheduleType: 'ONCE',
  cronExpression: '0 3 * * *',
  timeZone: 'UTC',
  runAt: '',
  missedRuns: 'SKIP',
  jitterSeconds: 0,
  overlapPolicy: 'SKIP',
  timeoutSeconds: 30,
  memoryMb: 64,
  isSafeToRetry: false,
  maxRetries: 0,
  runnerLabels: [],
  hasHostList: false,
  allowedHosts: [],
  removalCap: { maxPerRun: '', maxPercentPerRun: '', maxPerHour: '', maxPercentPerHour: '' },
};

export function valuesOf(task: Task): TaskValues {
  const { name, description, scheduleType, cronExpression, timeZone, runAt, removalCap, allowedHosts } = task;
  const { missedRuns, jitterSeconds, overlapPolicy, timeoutSeconds, memoryMb, isSafeToRetry, maxRetries } = task;
  return {
    ...{ name, description, scheduleType, timeZone, missedRuns, jitterSeconds, overlapPolicy },
    ...{ timeoutSeconds, memoryMb, isSafeToRetry, maxRetries, runnerLabels: task.runnerLabels },
    cronExpression: cronExpression ?? '',
    runAt: runAt ? toWallClock(runAt) : '',
    hasHostList: allowedHosts !== null && allowedHosts !== undefined,
    allowedHosts: allowedHosts ?? [],
    removalCap: {
      maxPerRun: removalCap?.maxPerRun ?? '',
      maxPercentPerRun: removalCap?.maxPercentPerRun ?? '',
      maxPerHour: removalCap?.maxPerHour ?? '',
      maxPercentPerHour: removalCap?.maxPercentPerHour ?? '',
    },
  };
}

/** What the API takes, for a new task and for one that is changed. */
export function inputOf(values: TaskValues): Omit<CreateTaskInput, 'script'> & UpdateTaskInput {
  const { name, description, scheduleType, timeZone, missedRuns, overlapPolicy, isSafeToRetry } = values;
  const { jitterSeconds, timeoutSeconds, memoryMb, maxRetries, runnerLabels, removalCap } = values;
  return {
    ...{ name, description, scheduleType, timeZone, missedRuns, overlapPolicy, isSafeToRetry, runnerLabels },
    ...(scheduleType === 'CRON'
      ? { cronExpression: values.cronExpression }
      : { runAt: values.runAt ? new Date(values.runAt).toISOString() : null }),
    jitterSeconds: numberOf(jitterSeconds),
    timeoutSeconds: numberOf(timeoutSeconds),
    memoryMb: numberOf(memoryMb),
    maxRetries: numberOf(maxRetries),
    allowedHosts: values.hasHostList ? values.allowedHosts : null,
    removalCap: {
      maxPerRun: numberOf(removalCap.maxPerRun),
      maxPercentPerRun: numberOf(removalCap.maxPercentPerRun),
      maxPerHour: numberOf(removalCap.maxPerHour),
      maxPercentPerHour: numberOf(removalCap.maxPercentPerHour),
    },
  };
}

const numberOf = (value: Number): number | null => (value === '' ? null : value);

/** As an input of the type `datetime-local` holds it: the viewer's own clock. */
function toWallClock(at: string): string {
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
