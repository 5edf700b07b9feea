'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { apiQuery, queryKeyOf } from '@/lib/api';
import { useLive } from '@/lib/live';
import type { RunQuery } from '../../../../generated/graphql';
import { runLogQuery, runQuery, runUpdatedSubscription } from './run.documents';
import { isOver } from './run-words';

/** Effects are not told live: they are asked for while the run makes them. */
const EFFECTS_MS = 2000;

/** A run as it is now: its state comes live, and the rest of it whenever its state has changed. */
export function useRun(id: string) {
  const client = useQueryClient();
  const query = useQuery({
    ...apiQuery(runQuery, { id }),
    refetchInterval: ({ state }) => (state.data?.taskRun.status === 'RUNNING' ? EFFECTS_MS : false),
  });
  const run = query.data?.taskRun;
  useLive(
    runUpdatedSubscription,
    { taskId: run?.task.id },
    (updates) => {
      const newest = updates.findLast(({ taskRunUpdated }) => taskRunUpdated.id === id)?.taskRunUpdated;
      if (!newest) return;
      const { cursor: _, ...state } = newest;
      const key = queryKeyOf(runQuery, { id });
      client.setQueryData<RunQuery>(key, (before) => before && { taskRun: { ...before.taskRun, ...state } });
      void client.invalidateQueries({ queryKey: key });
      // The last lines may come in the moment in which the run ends, and nobody listens any more.
      if (isOver(state.status)) void client.invalidateQueries({ queryKey: queryKeyOf(runLogQuery) });
    },
    { isEnabled: run !== undefined && !isOver(run.status) },
  );
  return { run, error: query.error, refetch: query.refetch };
}
