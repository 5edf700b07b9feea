import type { BulkAct } from '@/components/data-list';
import { callApi } from '@/lib/api';
import { startRunMutation } from './run/run.documents';
import { deleteTaskMutation, updateTaskMutation } from './task.documents';
import type { TaskRow } from './task-columns';

export const RUN_NOW: BulkAct<TaskRow> = {
  label: 'Run now',
  describe: (rows) => `A run of ${countOf(rows)} begins now, for real. What each does is found under Runs.`,
  run: ({ id }) => callApi(startRunMutation, { id, mode: 'APPLY' }),
};

/** What can be done to several tasks at once. */
export const BULK_ACTS: readonly BulkAct<TaskRow>[] = [
  {
    label: 'Switch on',
    describe: (rows) => `The schedule of ${countOf(rows)} fires from now on.`,
    run: switchTo(true),
  },
  {
    label: 'Switch off',
    describe: (rows) => `The schedule of ${countOf(rows)} does not fire any more. By hand it runs all the same.`,
    run: switchTo(false),
  },
  {
    label: 'Delete',
    color: 'red',
    describe: (rows) => `What is deleted: ${countOf(rows)}, with scripts, secrets and all runs. This cannot be undone.`,
    run: ({ id }) => callApi(deleteTaskMutation, { id }),
  },
];

function switchTo(enabled: boolean) {
  return ({ id }: TaskRow) => callApi(updateTaskMutation, { id, input: { enabled } });
}

function countOf(rows: readonly TaskRow[]): string {
  return rows.length === 1 ? `the task ${rows[0]?.name}` : `${rows.length} tasks`;
}
