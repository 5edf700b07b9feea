'use client';

import { useQueryClient } from '@tanstack/react-query';
import { operationName, queryKeyOf } from '@/lib/api';
import { useLive } from '@/lib/live';
import type { RunsQuery } from '../../../../generated/graphql';
import { runsQuery, runUpdatedSubscription } from './run.documents';

/** Keeps every list of runs on the page as it is now: rows change in place, and new ones are asked for. */
export function useRunsLive(taskId: string | null = null): void {
  const client = useQueryClient();
  useLive(runUpdatedSubscription, { taskId }, (updates) => {
    const byId = new Map(updates.map(({ taskRunUpdated: { cursor: _, ...run } }) => [run.id, run]));
    let known = 0;
    client.setQueriesData<RunsQuery>({ queryKey: [operationName(runsQuery)] }, (before) => {
      if (!before?.taskRuns.nodes.some(({ id }) => byId.has(id))) return before;
      const nodes = before.taskRuns.nodes.map((node) => {
        const update = byId.get(node.id);
        if (update) known += 1;
        return update ? { ...node, ...update } : node;
      });
      return { ...before, taskRuns: { ...before.taskRuns, nodes } };
    });
    if (known < byId.size) void client.invalidateQueries({ queryKey: queryKeyOf(runsQuery) });
  });
}
