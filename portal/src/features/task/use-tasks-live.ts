'use client';

import { useQueryClient } from '@tanstack/react-query';
import { queryKeyOf } from '@/lib/api';
import { useLive } from '@/lib/live';
import { runsQuery, runUpdatedSubscription } from './run/run.documents';
import { tasksQuery } from './task.documents';

const STATES_OF_INTEREST = new Set(['WAITING_CONFIRMATION', 'SUCCESS', 'ERROR', 'CANCELLED', 'RUNNING']);

/** Keeps the last outcome and the next run of each task as they are now, and what waits for a decision. */
export function useTasksLive(): void {
  const client = useQueryClient();
  useLive(runUpdatedSubscription, { taskId: null }, (updates) => {
    if (!updates.some(({ taskRunUpdated }) => STATES_OF_INTEREST.has(taskRunUpdated.status))) return;
    void client.invalidateQueries({ queryKey: queryKeyOf(tasksQuery) });
    void client.invalidateQueries({ queryKey: queryKeyOf(runsQuery) });
  });
}
