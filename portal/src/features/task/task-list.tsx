'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { type BulkAct, DataList, FilterSelect } from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { PageHeader } from '@/components/page-header';
import { callApi, queryKeyOf } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { taskFilterParsers, taskListVariables } from './list-variables';
import { KIND_OPTIONS } from './run/run-words';
import { WaitingRuns } from './run/waiting-runs';
import { deleteTaskMutation, tasksQuery, updateTaskMutation } from './task.documents';
import { TASK_COLUMNS, type TaskRow } from './task-columns';
import { useTasksLive } from './use-tasks-live';

/** Every task of the tenant. */
export function TaskList() {
  const { can } = useViewer();
  const [filters] = useQueryStates(taskFilterParsers);
  const bulkActs = useBulkActs();
  useTasksLive();
  const create = can('task:write') && <LinkButton href="/tasks/new">New task</LinkButton>;
  return (
    <>
      <PageHeader
        title="Tasks"
        text="Scripts and built-in jobs that run on a schedule, when an integration sets them off, or by hand."
        actions={create}
      />
      <WaitingRuns />
      <DataList
        noun="tasks"
        document={tasksQuery}
        variables={taskListVariables(filters)}
        page={(data) => data.tasks}
        columns={TASK_COLUMNS}
        hrefOf={({ id }) => `/tasks/${id}`}
        nameOf={({ name }) => name}
        searchLabel="Search tasks"
        filters={
          <>
            <FilterSelect
              name="state"
              label="On and off"
              options={[
                { value: 'enabled', label: 'On' },
                { value: 'disabled', label: 'Off' },
              ]}
            />
            <FilterSelect name="kind" label="Own and built-in" options={KIND_OPTIONS} />
          </>
        }
        isFiltered={filters.state !== null || filters.kind !== null}
        bulkActs={can('task:write') ? bulkActs : []}
        empty={{
          title: 'No tasks yet',
          text: 'A task is a script that keeps something right: on a schedule, or when something happens.',
          action: create,
        }}
      />
    </>
  );
}

function useBulkActs(): BulkAct<TaskRow>[] {
  const client = useQueryClient();
  const act = async (work: Promise<unknown>) => {
    await work;
    await client.invalidateQueries({ queryKey: queryKeyOf(tasksQuery) });
  };
  const switchTo = (enabled: boolean) => (task: TaskRow) =>
    act(callApi(updateTaskMutation, { id: task.id, input: { enabled } }));
  return [
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
      describe: (rows) =>
        `What is deleted: ${countOf(rows)}, with scripts, secrets and all runs. This cannot be undone.`,
      run: ({ id }) => act(callApi(deleteTaskMutation, { id })),
    },
  ];
}

function countOf(rows: readonly TaskRow[]): string {
  return rows.length === 1 ? `the task ${rows[0]?.name}` : `${rows.length} tasks`;
}
