'use client';

import { type BulkAct, FilterSelect, ListPage } from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { SpanFilter } from '@/components/span-filter';
import { TaskFilter } from '@/features/picker';
import { callApi } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { runListing } from './listing';
import { cancelRunMutation } from './run.documents';
import { RUN_COLUMNS, type RunRow } from './run-columns';
import { KIND_OPTIONS, MODE_OPTIONS, STATUS_OPTIONS, TRIGGER_OPTIONS } from './run-words';
import { useRunsLive } from './use-runs-live';
import { WaitingRuns } from './waiting-runs';

const CANCEL: BulkAct<RunRow> = {
  label: 'Cancel',
  color: 'red',
  describe: (rows) =>
    `${rows.length === 1 ? `The run of ${rows[0]?.task.name} is` : `${rows.length} runs are`} stopped where they wait or are under way. What they have changed stays as it is.`,
  run: ({ id }) => callApi(cancelRunMutation, { id }),
};

/** Every run of every task, as they happen. */
export function RunList() {
  const { can } = useViewer();
  useRunsLive();
  return (
    <ListPage
      title="Runs"
      text="What tasks did and are doing now: set off by their schedules, by integrations or by hand."
      above={<WaitingRuns />}
      listing={runListing}
      noun="runs"
      columns={RUN_COLUMNS}
      hrefOf={({ id }) => `/runs/${id}`}
      nameOf={(run) => `the run of ${run.task.name}`}
      searchLabel="Search by task"
      filters={
        <>
          <TaskFilter name="task" label="Any task" />
          <FilterSelect name="kind" label="Own and built-in" options={KIND_OPTIONS} />
          <FilterSelect name="status" label="Any outcome" options={STATUS_OPTIONS} />
          <FilterSelect name="trigger" label="Set off by" options={TRIGGER_OPTIONS} />
          <FilterSelect name="mode" label="Runs and plans" options={MODE_OPTIONS} />
          <SpanFilter />
        </>
      }
      bulkActs={can('task:run') ? [CANCEL] : []}
      empty={{
        title: 'No runs yet',
        text: 'A task runs by its schedule, when an integration sets it off, or when you run it.',
        action: <LinkButton href="/tasks">To the tasks</LinkButton>,
      }}
    />
  );
}
