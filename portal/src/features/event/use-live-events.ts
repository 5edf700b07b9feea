'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryKeyOf } from '@/lib/api';
import { useLive, useLiveState } from '@/lib/live';
import type { EventFilterInput, EventRowFragment, EventsQuery, EventsQueryVariables } from '../../../generated/graphql';
import { eventOccurredSubscription, eventsQuery } from './event.documents';

/** Puts what happens at the top of the list's first page. Events never change, so other pages stay as they are. */
export function useLiveEvents(variables: EventsQueryVariables): void {
  const client = useQueryClient();
  const isLive = useLiveState() === 'live';
  const { after, filter, direction } = variables;
  const isNow = !after && !filter?.until && direction === 'DESC';
  const options = { isEnabled: isNow };
  useLive(
    eventOccurredSubscription,
    { types: filter?.types ?? null },
    (rows) => {
      const happened = rows.map(({ eventOccurred }) => eventOccurred).filter((event) => fits(event, filter ?? {}));
      client.setQueryData<EventsQuery>(
        queryKeyOf(eventsQuery, variables),
        (before) => before && withEvents(before, happened, variables.first),
      );
    },
    options,
  );
  // What happened between the first paint and the subscription's beginning came by neither.
  useEffect(() => {
    if (isLive && isNow) void client.invalidateQueries({ queryKey: queryKeyOf(eventsQuery) });
  }, [isLive, isNow, client]);
}

function withEvents(data: EventsQuery, happened: readonly EventRowFragment[], most: number): EventsQuery {
  const known = new Set(data.events.nodes.map(({ id }) => id));
  const added = happened.filter(({ id }) => !known.has(id));
  const nodes = [...added, ...data.events.nodes].sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, most);
  return { ...data, events: { ...data.events, nodes } };
}

/** What the subscription does not narrow itself. */
function fits({ type, actorId, actorEmail }: EventRowFragment, { text, ...filter }: EventFilterInput): boolean {
  if (filter.actorId && actorId !== filter.actorId) return false;
  return !text || `${type}\n${actorEmail ?? ''}`.toLowerCase().includes(text.toLowerCase());
}
