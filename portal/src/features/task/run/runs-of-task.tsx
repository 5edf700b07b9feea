'use client';

import { useQueryStates } from 'nuqs';
import { DataList, FilterSelect } from '@/components/data-list';
import { runFilterParsers, runListVariables } from './list-variables';
import { runsQuery } from './run.documents';
import { RUN_COLUMNS_OF_TASK } from './run-columns';
import { MODE_OPTIONS, STATUS_OPTIONS } from './run-words';

/** The runs of one task, the newest first. */
export function RunsOfTask({ taskId }: { taskId: string }) {
  const [filters] = useQueryStates(runFilterParsers);
  return (
    <DataList
      noun="runs"
      document={runsQuery}
      variables={runListVariables({ ...filters, task: taskId, kind: null })}
      page={(data) => data.taskRuns}
      columns={RUN_COLUMNS_OF_TASK}
      hrefOf={({ id }) => `/runs/${id}`}
      nameOf={(run) => `the run of ${run.createdAt}`}
      filters={
        <>
          <FilterSelect name="status" label="Any outcome" options={STATUS_OPTIONS} />
          <FilterSelect name="mode" label="Runs and plans" options={MODE_OPTIONS} />
        </>
      }
      isFiltered={filters.status !== null || filters.mode !== null}
      empty={{ title: 'Not run yet', text: 'Plan it to see what it would change, or run it now.' }}
    />
  );
}
