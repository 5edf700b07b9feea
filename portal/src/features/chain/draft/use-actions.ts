'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { labelOfConnection } from '@/components/label-of-connection';
import { apiQuery } from '@/lib/api';
import type { CoreActionsQuery } from '../../../../generated/graphql';
import { connectionActionsQuery, coreActionsQuery } from '../chain.documents';

export interface Action extends Omit<CoreActionsQuery['coreActionTypes'][number], '__typename' | 'description'> {
  readonly description?: string | null;
}

export interface Place {
  readonly connectionId: string | null;
  readonly actionType: string;
}

export interface Actions {
  actionsOf(connectionId: string | null): readonly Action[];
  actionOf(place: Place): Action | undefined;
  labelOf(connectionId: string | null): string;
}

const NONE: readonly Action[] = [];
export const JOINERY = 'Joinery itself';

/** Joinery’s own actions, and those of the connections that are in use, with what each takes and answers. */
export function useActions(connectionIds: readonly (string | null)[]): Actions {
  const { data: core } = useQuery(apiQuery(coreActionsQuery, {}));
  const used = [...new Set(connectionIds)].filter((id) => id !== null);
  const ofConnections = useQueries({
    queries: used.map((connectionId) => apiQuery(connectionActionsQuery, { connectionId })),
  });
  const known = new Map(used.map((id, index) => [id, ofConnections[index]]));
  const actionsOf = (id: string | null) =>
    (id === null ? core?.coreActionTypes : known.get(id)?.data?.actionTypes) ?? NONE;
  const labelOf = (id: string | null) => {
    if (id === null) return JOINERY;
    const query = known.get(id);
    if (query?.data) return labelOfConnection(query.data.connection);
    return query?.isError ? 'A connection that is gone' : '…';
  };
  return {
    actionsOf,
    actionOf: ({ connectionId, actionType }) => actionsOf(connectionId).find(({ name }) => name === actionType),
    labelOf,
  };
}
