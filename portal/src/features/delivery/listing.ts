import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { directionOf, type ListState } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { spanParsers, spanVariables } from '@/components/span';
import { deliveriesQuery } from './delivery.documents';

export const STATUS_OPTIONS = [
  { value: 'FAILED', label: 'Failed' },
  { value: 'PENDING', label: 'Waiting or retrying' },
  { value: 'RUNNING', label: 'Sending' },
  { value: 'SUCCESS', label: 'Succeeded' },
  { value: 'CANCELLED', label: 'Cancelled' },
] as const;

const ofOneIntegration = { status: parseAsStringLiteral(STATUS_OPTIONS.map(({ value }) => value)), ...spanParsers };

const askedOf = (state: ListState) => ({ direction: directionOf(state), ...(state.q ? { text: state.q } : {}) });

/** Every delivery of every integration. */
export const deliveryListing = listing({
  document: deliveriesQuery,
  filters: { ...ofOneIntegration, integration: parseAsString, event: parseAsString },
  variables: (state, { integration, status, event, ...span }, page) => ({
    ...page,
    ...askedOf(state),
    ...(integration ? { integrationId: integration } : {}),
    ...(status ? { status } : {}),
    ...(event ? { eventType: event } : {}),
    ...spanVariables(span),
  }),
  page: (data) => data.deliveries,
});

/** The deliveries of one integration. */
export const deliveryListingOf = (integrationId: string) =>
  listing({
    document: deliveriesQuery,
    filters: ofOneIntegration,
    variables: (state, { status, ...span }, page) => ({
      ...page,
      ...askedOf(state),
      integrationId,
      ...(status ? { status } : {}),
      ...spanVariables(span),
    }),
    page: (data) => data.deliveries,
  });
