'use client';

import { notifications } from '@mantine/notifications';
import { useRouter } from 'next/navigation';
import { messageOf, useApiMutation } from '@/lib/api';
import type { RunMode } from '../../../generated/graphql';
import { runsQuery, startRunMutation } from './run/run.documents';
import { taskQuery, tasksQuery } from './task.documents';

/** Sets a task off, for real or as a plan, and opens its run. */
export function useStartRun(task: { id: string; name: string }) {
  const router = useRouter();
  const start = useApiMutation(startRunMutation, { invalidates: [runsQuery, tasksQuery, taskQuery] });
  return {
    isBusy: start.isPending,
    start: async (mode: RunMode) => {
      try {
        const { runTask } = await start.mutateAsync({ id: task.id, mode });
        router.push(`/runs/${runTask.id}`);
      } catch (error) {
        notifications.show({ color: 'red', title: `${task.name} was not set off`, message: messageOf(error) });
      }
    },
  };
}
