'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { apiQuery, callApi, queryKeyOf } from '@/lib/api';
import { useLive } from '@/lib/live';
import type { RunLogQuery } from '../../../../generated/graphql';
import { runLogQuery, runLogSubscription } from './run.documents';

export type LogLine = RunLogQuery['taskRun']['logs'][number];

/** What the API gives at a time; as many at the end may mean that there are more. */
const PAGE = 1000;

/** The lines of a run: those that there are, and, while it goes on, each as it is written. */
export function useRunLog(id: string, { isLive, logCursor }: { isLive: boolean; logCursor: string | undefined }) {
  const client = useQueryClient();
  const variables = { id, after: null };
  const query = useQuery(apiQuery(runLogQuery, variables));
  const lines = query.data?.taskRun.logs ?? [];
  const add = (more: readonly LogLine[]) =>
    client.setQueryData<RunLogQuery>(queryKeyOf(runLogQuery, variables), (before) => {
      const own = before ?? { taskRun: { id, logs: [] } };
      const known = new Set(own.taskRun.logs.map((line) => line.id));
      const logs = [...own.taskRun.logs, ...more.filter((line) => !known.has(line.id))];
      return { taskRun: { ...own.taskRun, logs } };
    });
  useLive(runLogSubscription, { runId: id }, (rows) => add(rows.map(({ runLog: { cursor: _, ...line } }) => line)), {
    isEnabled: isLive && logCursor !== undefined,
    after: logCursor,
  });
  const loadMore = async () => {
    const { taskRun } = await callApi(runLogQuery, { id, after: lines.at(-1)?.id ?? null });
    add(taskRun.logs);
    return taskRun.logs.length;
  };
  const mayHaveMore = !isLive && lines.length > 0 && lines.length % PAGE === 0;
  return { lines, loadMore, mayHaveMore };
}
