'use client';

import { BY_TIME, type Column, DataList, FilterSelect } from '@/components/data-list';
import { LinkText } from '@/components/link-text';
import { nameOfPerson } from '@/components/name-of-person';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import { PersonFilter } from '@/features/picker';
import type { UserImportsQuery } from '../../../generated/graphql';
import { Counts } from './counts';
import { importListing, MODES, STATUSES } from './listing';

type Row = UserImportsQuery['userImports']['nodes'][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    key: 'when',
    title: 'When',
    sortField: BY_TIME,
    width: 160,
    render: ({ id, createdAt }) => (
      <LinkText href={`/people/import/${id}`}>
        <TimeText value={createdAt} />
      </LinkText>
    ),
    csv: ({ createdAt }) => createdAt,
  },
  {
    key: 'mode',
    title: 'Kind',
    width: 110,
    render: ({ mode }) => (mode === 'PLAN' ? 'Dry run' : 'Import'),
    csv: ({ mode }) => (mode === 'PLAN' ? 'dry run' : 'import'),
  },
  {
    key: 'by',
    title: 'By',
    isSecondary: true,
    render: ({ createdBy }) =>
      createdBy ? <LinkText href={`/people/${createdBy.id}`}>{nameOfPerson(createdBy)}</LinkText> : '–',
    csv: ({ createdBy }) => createdBy?.email,
  },
  {
    key: 'rows',
    title: 'Rows',
    isSecondary: true,
    render: (row) => <Counts counts={row.counts} mode={row.mode} />,
    csv: ({ counts: { changed, noop, skipped, failed } }) =>
      `${changed} changed, ${noop} as they are, ${skipped} left out, ${failed} refused`,
  },
  {
    key: 'status',
    title: 'Status',
    width: 120,
    render: ({ status }) => <StatusBadge status={status} />,
    csv: ({ status }) => status,
  },
];

/** The imports and dry runs so far, the newest first. */
export function History() {
  return (
    <DataList
      listing={importListing}
      noun="imports"
      columns={COLUMNS}
      hrefOf={({ id }) => `/people/import/${id}`}
      nameOf={({ createdAt }) => `Import of ${createdAt}`}
      searchLabel="Search a whole address or an error"
      filters={
        <>
          <FilterSelect name="mode" label="Any kind" options={MODES} />
          <FilterSelect name="status" label="Any status" options={STATUSES} />
          <PersonFilter name="by" label="By anybody" />
        </>
      }
      empty={{ title: 'No imports yet', text: 'What was imported, and what each row came to, is kept here.' }}
    />
  );
}
