import { parseAsString } from 'nuqs/server';
import { type ListState, pageOf } from '@/components/data-list/list-state';
import type { RunMode, RunsQueryVariables, RunTrigger, TaskRunStatus } from '../../../../generated/graphql';
import { MODE_OPTIONS, STATUS_OPTIONS, TRIGGER_OPTIONS } from './run-words';

/** The filters of the list of runs, by their names in the URL. */
export const runFilterParsers = {
  task: parseAsString,
  kind: parseAsString,
  status: parseAsString,
  trigger: parseAsString,
  mode: parseAsString,
  since: parseAsString,
};

export interface RunFilters {
  task: string | null;
  kind: string | null;
  status: string | null;
  trigger: string | null;
  mode: string | null;
  since: string | null;
}

const SPANS_MS: Record<string, number> = {
  '1h': 3_600_000,
  '24h': 86_400_000,
  '7d': 7 * 86_400_000,
  '30d': 30 * 86_400_000,
};
/** So coarse that server and page, a moment later, mostly name the same time. */
const GRAIN_MS = 300_000;

/** What the list asks for, for the server's first paint and for the page alike. */
export function runListVariables(filters: RunFilters) {
  return (state: ListState, page = pageOf(state)): RunsQueryVariables => ({
    ...page,
    taskId: filters.task,
    isBuiltIn: filters.kind === null ? null : filters.kind === 'built-in',
    status: oneOf<TaskRunStatus>(STATUS_OPTIONS, filters.status),
    trigger: oneOf<RunTrigger>(TRIGGER_OPTIONS, filters.trigger),
    mode: oneOf<RunMode>(MODE_OPTIONS, filters.mode),
    since: sinceOf(filters.since),
  });
}

function oneOf<Value extends string>(options: readonly { value: Value }[], text: string | null): Value | null {
  return options.find(({ value }) => value === text)?.value ?? null;
}

function sinceOf(span: string | null): string | null {
  const milliseconds = span === null ? undefined : SPANS_MS[span];
  if (milliseconds === undefined) return null;
  return new Date(Math.floor((Date.now() - milliseconds) / GRAIN_MS) * GRAIN_MS).toISOString();
}
