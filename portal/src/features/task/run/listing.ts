import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { directionOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { spanParsers, spanVariables } from '@/components/span';
import { runsQuery } from './run.documents';
import { KIND_OPTIONS, MODE_OPTIONS, STATUS_OPTIONS, TRIGGER_OPTIONS } from './run-words';

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
  ...spanParsers,
};

/** Every run of every task. */
export const runListing = listing({
  document: runsQuery,
  filters: ofAll,
  variables: (state, { task, kind, status, trigger, mode, ...span }, page) => ({
    ...page,
    taskId: task,
    isBuiltIn: kind && kind === 'built-in',
    status,
    trigger,
    mode,
    ...spanVariables(span),
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
