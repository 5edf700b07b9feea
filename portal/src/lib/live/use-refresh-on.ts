'use client';

import { useQueryClient } from '@tanstack/react-query';
import { operationName } from '../api/query-options';
import { useViewer } from '../session/viewer';
import { eventHappenedSubscription } from './live.documents';
import { useLive } from './use-live';

/**
 * Asks queries again when one of these events has happened, whoever made it happen. For what has no subscription of
 * its own: the directory, say. Who may not read events sees changes when the page is shown again.
 */
export function useRefreshOn(types: readonly string[], queries: readonly { toString(): string }[]): void {
  const client = useQueryClient();
  const { can } = useViewer();
  const refresh = () => {
    for (const query of queries) void client.invalidateQueries({ queryKey: [operationName(query)] });
  };
  useLive(eventHappenedSubscription, { types: [...types] }, refresh, { isEnabled: can('event:read') });
}
