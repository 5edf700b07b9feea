import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { orderOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { connectionsQuery } from './connection.documents';

export const HEALTHS = [
  { value: 'HEALTHY', label: 'Healthy' },
  { value: 'FAILING', label: 'Failing' },
  { value: 'UNKNOWN', label: 'Not checked' },
] as const;

export const connectionListing = listing({
  document: connectionsQuery,
  filters: { health: parseAsStringLiteral(HEALTHS.map(({ value }) => value)), plugin: parseAsString },
  variables: (state, { health, plugin }, page) => ({
    ...page,
    text: state.q || null,
    health,
    installationId: plugin,
    orderBy: orderOf(state, ['NAME', 'CREATED_AT', 'PLUGIN', 'HEALTH', 'LAST_CHECKED_AT'], {
      field: 'NAME',
      direction: 'ASC',
    }),
  }),
  page: (data) => data.connections,
});
