'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTimelineRefresh } from '@/features/timeline';
import { queryKeyOf } from '@/lib/api';
import { personAccessQuery } from './person.documents';

/** Asks again what the person has, and what happened to them. */
export function useRefreshedAccess(): () => void {
  const client = useQueryClient();
  const refreshTimeline = useTimelineRefresh();
  return () => {
    void client.invalidateQueries({ queryKey: queryKeyOf(personAccessQuery) });
    void refreshTimeline();
  };
}
