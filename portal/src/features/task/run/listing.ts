import { type inferParserType, parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { directionOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { runsQuery } from './run.documents';
import { KIND_OPTIONS, MODE_OPTIONS, SINCE_OPTIONS, STATUS_OPTIONS, TRIGGER_OPTIONS } from './run-words';

const valuesOf = <Value extends string>(options: readonly { value: Value }[]) => options.map(({ value }) => value);

const ofOneTask = {
  status: parseAsStringLiteral(valuesOf(STATUS_OPTIONS)),
  mode: parseAsStringLiteral(valuesOf(MODE_OPTIONS)),
};

const ofAll = {
  ...ofOneTask,
  task: parseAsString,
  kind: parseAsStringLiteral(valuesOf(KIND_OPTIONS)),
  trigger: parseAsStringLiteral(valuesOf(TRIGGER_OPTIONS)),
  since: parseAsStringLiteral(valuesOf(SINCE_OPTIONS)),
};

const SPANS_MS: Record<NonNullable<inferParserType<typeof ofAll>['since']>, number> = {
  '1h': 3_600_000,
  '24h': 86_400_000,
  '7d': 7 * 86_400_000,
  '30d': 30 * 86_400_000,
};
/** So coarse that server and page, a moment later, mostly name the same time. */
const GRAIN_MS = 300_000;

/** Every run of every task. */
export const runListing = listing({
  document: runsQuery,
  filters: ofAll,
  variables: (state, { task, kind, status, trigger, mode, since }, page) => ({
    ...page,
    taskId: task,
    isBuiltIn: kind && kind === 'built-in',
    status,
    trigger,
    mode,
    since: since && beginOf(SPANS_MS[since]),
    text: state.q || null,
    direction: directionOf(state),
  }),
  page: (data) => data.taskRuns,
});

/** The runs of one task. */
export const runListingOf = (taskId: string) =>
  listing({
    document: runsQuery,
    filters: ofOneTask,
    variables: (state, { status, mode }, page) => ({ ...page, taskId, status, mode, direction: directionOf(state) }),
    page: (data) => data.taskRuns,
  });

function beginOf(lengthMs: number): string {
  return new Date(Math.floor((Date.now() - lengthMs) / GRAIN_MS) * GRAIN_MS).toISOString();
}
