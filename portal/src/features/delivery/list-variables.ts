import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { type ListState, pageOf } from '@/components/data-list/list-state';
import { type SpanState, spanParsers, spanVariables } from '@/components/span';
import type { DeliveriesQueryVariables } from '../../../generated/graphql';

export const STATUSES = ['PENDING', 'RUNNING', 'SUCCESS', 'FAILED', 'CANCELLED'] as const;

export const STATUS_OPTIONS = [
  { value: 'FAILED', label: 'Failed' },
  { value: 'PENDING', label: 'Waiting or retrying' },
  { value: 'RUNNING', label: 'Sending' },
  { value: 'SUCCESS', label: 'Succeeded' },
  { value: 'CANCELLED', label: 'Cancelled' },
];

/** The list's filters in the URL. */
export const deliveryFilterParsers = {
  integration: parseAsString,
  status: parseAsStringLiteral(STATUSES),
  event: parseAsString,
  ...spanParsers,
};

export interface DeliveryFilters extends SpanState {
  readonly integration: string | null;
  readonly status: (typeof STATUSES)[number] | null;
  readonly event: string | null;
}

/** What the list asks for, for the server's first paint and for the page alike. */
export function deliveryListVariables(
  filters: DeliveryFilters,
  state: ListState,
  page = pageOf(state),
): DeliveriesQueryVariables {
  const { integration, status, event } = filters;
  return {
    ...page,
    ...(integration ? { integrationId: integration } : {}),
    ...(status ? { status } : {}),
    ...(event ? { eventType: event } : {}),
    ...spanVariables(filters),
  };
}
