import { parseAsString, parseAsStringLiteral } from 'nuqs/server';
import { directionOf } from '@/components/data-list/list-state';
import { listing } from '@/components/data-list/listing';
import { importRowsQuery, importsQuery } from './import.documents';

export const MODES = [
  { value: 'PLAN', label: 'Dry runs' },
  { value: 'APPLY', label: 'Imports' },
] as const;

export const STATUSES = [
  { value: 'RUNNING', label: 'Under way' },
  { value: 'SUCCESS', label: 'Done' },
  { value: 'FAILED', label: 'Broke off' },
] as const;

export const importListing = listing({
  document: importsQuery,
  filters: {
    mode: parseAsStringLiteral(MODES.map(({ value }) => value)),
    status: parseAsStringLiteral(STATUSES.map(({ value }) => value)),
    by: parseAsString,
  },
  variables: (state, { mode, status, by }, page) => ({
    ...page,
    direction: directionOf(state),
    mode,
    status,
    createdById: by,
    text: state.q || null,
  }),
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
