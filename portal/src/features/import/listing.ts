import { parseAsStringLiteral } from 'nuqs/server';
import { directionOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { importRowsQuery, importsQuery } from './import.documents';

export const importListing = listing({
  document: importsQuery,
  filters: {},
  variables: (state, _, page) => ({ ...page, direction: directionOf(state) }),
  page: (data) => data.userImports,
});

export const OUTCOMES = [
  { value: 'CHANGED', label: 'Changes' },
  { value: 'NOOP', label: 'As they are' },
  { value: 'SKIPPED', label: 'Left out' },
  { value: 'FAILED', label: 'Refused' },
] as const;

/** What became of each row of a file. */
export const importRowListing = (id: string) =>
  listing({
    document: importRowsQuery,
    scope: 'rows',
    filters: { outcome: parseAsStringLiteral(OUTCOMES.map(({ value }) => value)) },
    variables: ({ q }, { outcome }, page) => ({ ...page, id, outcome, text: q || null }),
    page: ({ userImport: { rows } }) => ({
      ...rows,
      nodes: rows.nodes.map((row) => ({ ...row, id: String(row.row) })),
    }),
  });
