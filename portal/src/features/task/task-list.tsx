'use client';

import { IconPlus } from '@tabler/icons-react';
import { FilterSelect, ListPage } from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { useViewer } from '@/lib/session';
import { BULK_ACTS, RUN_NOW } from './bulk-acts';
import { taskListing } from './listing';
import { KIND_OPTIONS, STATUS_OPTIONS } from './run/run-words';
import { WaitingRuns } from './run/waiting-runs';
import { RUNNABLE_TASK_COLUMNS, TASK_COLUMNS } from './task-columns';
import { useTasksLive } from './use-tasks-live';

const STATE_OPTIONS = [
  { value: 'enabled', label: 'On' },
  { value: 'disabled', label: 'Off' },
];

/** Every task of the tenant. */
export function TaskList() {
  const { can } = useViewer();
  useTasksLive();
  const create = can('task:write') && (
    <LinkButton href="/tasks/new" leftSection={<IconPlus size={16} />}>
      New task
    </LinkButton>
  );
  return (
    <ListPage
      title="Tasks"
      text="Scripts and built-in jobs that run on a schedule, when an integration sets them off, or by hand."
      actions={create}
      above={<WaitingRuns />}
      listing={taskListing}
      noun="tasks"
      columns={can('task:run') ? RUNNABLE_TASK_COLUMNS : TASK_COLUMNS}
      hrefOf={({ id }) => `/tasks/${id}`}
      nameOf={({ name }) => name}
      searchLabel="Search tasks"
      filters={
        <>
          <FilterSelect name="state" label="On and off" options={STATE_OPTIONS} />
          <FilterSelect name="kind" label="Own and built-in" options={KIND_OPTIONS} />
          <FilterSelect name="last" label="Last outcome" options={STATUS_OPTIONS} />
        </>
      }
      bulkActs={[...(can('task:run') ? [RUN_NOW] : []), ...(can('task:write') ? BULK_ACTS : [])]}
      empty={{
        title: 'No tasks yet',
        text: 'A task is a script that keeps something right: on a schedule, or when something happens.',
        action: create,
      }}
    />
  );
}
