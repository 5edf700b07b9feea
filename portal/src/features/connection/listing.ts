import { parseAsStringLiteral } from 'nuqs/server';
import { listing } from '@/components/data-list/listing';
import { connectionsQuery } from './connection.documents';

export const HEALTHS = [
  { value: 'HEALTHY', label: 'Healthy' },
  { value: 'FAILING', label: 'Failing' },
  { value: 'UNKNOWN', label: 'Not checked' },
] as const;

export const connectionListing = listing({
  document: connectionsQuery,
  filters: { health: parseAsStringLiteral(HEALTHS.map(({ value }) => value)) },
  variables: ({ q }, { health }, page) => ({ ...page, text: q || null, health }),
  page: (data) => data.connections,
});
