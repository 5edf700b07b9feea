'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { type BulkAct, DataList, FilterSelect } from '@/components/data-list';
import { LinkButton } from '@/components/link-button';
import { PageHeader } from '@/components/page-header';
import { callApi, queryKeyOf } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { runFilterParsers, runListVariables } from './list-variables';
import { cancelRunMutation, runsQuery } from './run.documents';
import { RUN_COLUMNS, type RunRow } from './run-columns';
import { KIND_OPTIONS, MODE_OPTIONS, SINCE_OPTIONS, STATUS_OPTIONS, TRIGGER_OPTIONS } from './run-words';
import { TaskFilter } from './task-filter';
import { useRunsLive } from './use-runs-live';
import { WaitingRuns } from './waiting-runs';

/** Every run of every task, as they happen. */
export function RunList() {
  const { can } = useViewer();
  const [filters] = useQueryStates(runFilterParsers);
  const cancelRuns = useCancelRuns();
  useRunsLive();
  return (
    <>
      <PageHeader
        title="Runs"
        text="What tasks did and are doing now: set off by their schedules, by integrations or by hand."
      />
      <WaitingRuns />
      <DataList
        noun="runs"
        document={runsQuery}
        variables={runListVariables(filters)}
        page={(data) => data.taskRuns}
        columns={RUN_COLUMNS}
        hrefOf={({ id }) => `/runs/${id}`}
        nameOf={(run) => `the run of ${run.task.name}`}
        filters={
          <>
            <TaskFilter />
            <FilterSelect name="kind" label="Own and built-in" options={KIND_OPTIONS} />
            <FilterSelect name="status" label="Any outcome" options={STATUS_OPTIONS} />
            <FilterSelect name="trigger" label="Set off by anything" options={TRIGGER_OPTIONS} />
            <FilterSelect name="mode" label="Runs and plans" options={MODE_OPTIONS} />
            <FilterSelect name="since" label="Any time" options={SINCE_OPTIONS} />
          </>
        }
        isFiltered={Object.values(filters).some((value) => value !== null)}
        bulkActs={can('task:run') ? [cancelRuns] : []}
        empty={{
          title: 'No runs yet',
          text: 'A task runs by its schedule, when an integration sets it off, or when you run it.',
          action: <LinkButton href="/tasks">To the tasks</LinkButton>,
        }}
      />
    </>
  );
}

function useCancelRuns(): BulkAct<RunRow> {
  const client = useQueryClient();
  return {
    label: 'Cancel',
    color: 'red',
    describe: (rows) =>
      `${rows.length === 1 ? `The run of ${rows[0]?.task.name} is` : `${rows.length} runs are`} stopped where they wait or are under way. What they have changed stays as it is.`,
    run: async ({ id }) => {
      await callApi(cancelRunMutation, { id });
      await client.invalidateQueries({ queryKey: queryKeyOf(runsQuery) });
    },
  };
}
