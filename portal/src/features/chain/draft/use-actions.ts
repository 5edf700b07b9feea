'use client';

import { useQueries, useQuery } from '@tanstack/react-query';
import { apiQuery } from '@/lib/api';
import type { CoreActionsQuery } from '../../../../generated/graphql';
import { chainConnectionsQuery, connectionActionsQuery, coreActionsQuery } from '../chain.documents';

export interface Action extends Omit<CoreActionsQuery['coreActionTypes'][number], '__typename' | 'description'> {
  readonly description?: string | null;
}

export interface Place {
  readonly connectionId: string | null;
  readonly actionType: string;
}

export interface Actions {
  /** Where actions can be performed: Joinery itself has the id null. */
  readonly connections: readonly { id: string | null; label: string }[];
  actionsOf(connectionId: string | null): readonly Action[];
  actionOf(place: Place): Action | undefined;
  labelOf(connectionId: string | null): string;
}

const NONE: readonly Action[] = [];
export const JOINERY = 'Joinery itself';

/** The actions of Joinery and of the connections that are in use, with what each takes and answers. */
export function useActions(connectionIds: readonly (string | null)[]): Actions {
  const { data: core } = useQuery(apiQuery(coreActionsQuery, {}));
  const { data: found } = useQuery(apiQuery(chainConnectionsQuery, {}));
  const used = [...new Set(connectionIds)].filter((id) => id !== null);
  const ofConnections = useQueries({
    queries: used.map((connectionId) => apiQuery(connectionActionsQuery, { connectionId })),
  });
  const known = new Map(used.map((id, index) => [id, ofConnections[index]?.data?.actionTypes ?? NONE]));
  const connections = [
    { id: null, label: JOINERY },
    ...(found?.connections.nodes ?? []).map(({ id, name, installation }) => ({
      id,
      label: name === installation.plugin.name ? name : `${installation.plugin.name}: ${name}`,
    })),
  ];
  const actionsOf = (id: string | null) => (id === null ? (core?.coreActionTypes ?? NONE) : (known.get(id) ?? NONE));
  return {
    connections,
    actionsOf,
    actionOf: ({ connectionId, actionType }) => actionsOf(connectionId).find(({ name }) => name === actionType),
    labelOf: (id) => connections.find((each) => each.id === id)?.label ?? 'A connection that is gone',
  };
}
