'use client';

import { useQueryClient } from '@tanstack/react-query';

/** Asks for the timeline anew, after something that it tells of. */
export function useTimelineRefresh(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ['Timeline'] });
}
