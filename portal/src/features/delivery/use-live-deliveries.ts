'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryKeyOf } from '@/lib/api';
import { useLive, useLiveState } from '@/lib/live';
import type { DeliveriesQuery, DeliveriesQueryVariables, DeliveryRowFragment } from '../../../generated/graphql';
import { deliveriesQuery, deliveryUpdatedSubscription } from './delivery.documents';

/** Keeps a page of deliveries as it is now: rows change where they stand, and new ones come in at the top. */
export function useLiveDeliveries(variables: DeliveriesQueryVariables): void {
  const client = useQueryClient();
  const key = queryKeyOf(deliveriesQuery, variables);
  const isLive = useLiveState() === 'live';
  const integrationId = variables.integrationId ?? null;
  useLive(deliveryUpdatedSubscription, { integrationId }, (rows) => {
    client.setQueryData<DeliveriesQuery>(
      key,
      (before) =>
        before &&
        withUpdates(
          before,
          rows.map(({ deliveryUpdated }) => deliveryUpdated),
          variables,
        ),
    );
    // An answer that is still on its way may be older than these rows, and would stand in their place.
    const isShown = client.getQueryData(key) !== undefined;
    if (isShown && client.isFetching({ queryKey: key }) > 0) void client.invalidateQueries({ queryKey: key });
  });
  // What changed between the first paint and the subscription's beginning came by neither.
  useEffect(() => {
    if (isLive) void client.invalidateQueries({ queryKey: queryKeyOf(deliveriesQuery) });
  }, [isLive, client]);
}

function withUpdates(
  data: DeliveriesQuery,
  updates: readonly DeliveryRowFragment[],
  variables: DeliveriesQueryVariables,
): DeliveriesQuery {
  const newest = new Map(updates.map((row) => [row.id, row]));
  const nodes = data.deliveries.nodes.map((row) => newest.get(row.id) ?? row);
  const known = new Set(nodes.map(({ id }) => id));
  const added = [...newest.values()].filter((row) => !known.has(row.id) && belongsTo(row, variables));
  const isNewestFirst = variables.direction === 'DESC';
  const all = isNewestFirst ? [...added, ...nodes].sort((a, b) => (a.id < b.id ? 1 : -1)) : nodes;
  return { ...data, deliveries: { ...data.deliveries, nodes: all.slice(0, variables.first) } };
}

/** A row that is shown stays, whatever becomes of it: one sees what became of it. A new one has to fit the filters. */
function belongsTo(row: DeliveryRowFragment, variables: DeliveriesQueryVariables): boolean {
  const { after, status, eventType, since, until, text } = variables;
  if (after) return false;
  if (status && row.status !== status) return false;
  if (eventType && row.eventType !== eventType) return false;
  if (text && !`${row.eventType}\n${row.error ?? ''}`.toLowerCase().includes(text.toLowerCase())) return false;
  if (since && row.createdAt < since) return false;
  return !until || row.createdAt < until;
}
