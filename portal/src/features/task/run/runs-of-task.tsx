'use client';

import { DataList, FilterSelect } from '@/components/data-list';
import { runListingOf } from './listing';
import { RUN_COLUMNS_OF_TASK } from './run-columns';
import { MODE_OPTIONS, STATUS_OPTIONS } from './run-words';

/** The runs of one task, the newest first. */
export function RunsOfTask({ taskId }: { taskId: string }) {
  return (
    <DataList
      listing={runListingOf(taskId)}
      noun="runs"
      columns={RUN_COLUMNS_OF_TASK}
      hrefOf={({ id }) => `/runs/${id}`}
      nameOf={(run) => `the run of ${run.createdAt}`}
      filters={
        <>
          <FilterSelect name="status" label="Any outcome" options={STATUS_OPTIONS} />
          <FilterSelect name="mode" label="Runs and plans" options={MODE_OPTIONS} />
        </>
      }
      empty={{ title: 'Not run yet', text: 'Plan it to see what it would change, or run it now.' }}
    />
  );
}
