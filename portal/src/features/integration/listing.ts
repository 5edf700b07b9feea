import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { orderOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import type { IntegrationFilterInput } from '../../../generated/graphql';
import { integrationsQuery } from './integration.documents';

export const STATES = [
  { value: 'enabled', label: 'Enabled' },
  { value: 'disabled', label: 'Disabled' },
  { value: 'failing', label: 'Failing' },
] as const;

const OF_STATE: Record<(typeof STATES)[number]['value'], IntegrationFilterInput> = {
  enabled: { enabled: true },
  disabled: { enabled: false },
  failing: { failing: true },
};

export const integrationListing = listing({
  document: integrationsQuery,
  filters: { state: parseAsStringLiteral(STATES.map(({ value }) => value)), event: parseAsString },
  variables: (list, { state, event }, page) => ({
    ...page,
    filter: {
      ...(list.q ? { text: list.q } : {}),
      ...(state ? OF_STATE[state] : {}),
      ...(event ? { eventType: event } : {}),
    },
    orderBy: orderOf(list, ['NAME', 'CREATED_AT', 'STATE'], { field: 'NAME', direction: 'ASC' }),
  }),
  page: (data) => data.integrations,
});
