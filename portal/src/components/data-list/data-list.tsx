'use client';

import { Button, Group, Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { ReactNode } from 'react';
import { apiQuery, callApi, type Document } from '@/lib/api';
import { EmptyState } from '../empty-state';
import { ErrorState } from '../error-state';
import { BulkBar } from './bulk-bar';
import type { BulkAct, Column, Page } from './column';
import { ExportButton } from './export-button';
import { ListTable } from './list-table';
import { Pager } from './pager';
import { SearchInput } from './search-input';
import { type ListControls, useListState } from './use-list-state';
import { useSelection } from './use-selection';

export interface DataListProps<Data, Variables extends object, Row extends { id: string }> {
  /** What the rows are, in plural and small: `groups`. Names the export, and stands in sentences. */
  noun: string;
  document: Document<Data, Variables>;
  /** The document's variables for a state of the list and a page: the server's prefetch must use the same function. */
  variables: (state: ListControls['state'], page?: { first: number; after?: string }) => Variables;
  page: (data: Data) => Page<Row>;
  columns: readonly Column<Row>[];
  hrefOf?: (row: Row) => string;
  /** What to call a row to a screen reader. */
  nameOf: (row: Row) => string;
  /** Left out: the list cannot be searched. */
  searchLabel?: string;
  /** Selects that keep their value in the URL; tell `isFiltered` when one is set. */
  filters?: ReactNode;
  isFiltered?: boolean;
  bulkActs?: readonly BulkAct<Row>[];
  /** Shown where there is nothing at all: what these are, and how to make the first. */
  empty: { title: string; text: string; action?: ReactNode };
  /** How often to ask again by itself; live lists need none. */
  refetchMs?: number;
  /** Rows come in at the top by themselves. */
  isLive?: boolean;
}

/** The one list: search, filters, sort and page in the URL, selection, export, and every state that a list can be in. */
export function DataList<Data, Variables extends object, Row extends { id: string }>(
  props: DataListProps<Data, Variables, Row>,
) {
  const { noun, document, variables, columns, filters, searchLabel, refetchMs } = props;
  const controls = useListState();
  const options = apiQuery(document, variables(controls.state));
  const query = useQuery({ ...options, ...(refetchMs ? { refetchInterval: refetchMs } : {}) });
  const fetchPage = async (page: { first: number; after?: string }) =>
    props.page(await callApi(document, variables(controls.state, page)));
  return (
    <div>
      <Group mb="sm" gap="sm">
        {searchLabel && <SearchInput value={controls.state.q} placeholder={searchLabel} onSearch={controls.search} />}
        {filters}
        {columns.some(({ csv }) => csv) && (
          <Group ml="auto">
            <ExportButton name={noun.replaceAll(' ', '-')} columns={columns} fetchPage={fetchPage} />
          </Group>
        )}
      </Group>
      {query.data !== undefined ? (
        <Rows {...props} shown={props.page(query.data)} controls={controls} isPending={query.isPlaceholderData} />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ListLoading />
      )}
    </div>
  );
}

function Rows<Data, Variables extends object, Row extends { id: string }>({
  shown,
  controls,
  isPending,
  ...props
}: DataListProps<Data, Variables, Row> & { shown: Page<Row>; controls: ListControls; isPending: boolean }) {
  const { noun, columns, hrefOf, nameOf, bulkActs, empty } = props;
  const selection = useSelection(shown.nodes);
  const router = useRouter();
  if (shown.nodes.length === 0) {
    const isNarrowed = controls.state.q !== '' || props.isFiltered || controls.state.pages.length > 0;
    if (!isNarrowed) {
      return (
        <EmptyState title={empty.title} text={empty.text}>
          {empty.action}
        </EmptyState>
      );
    }
    return <NothingFound noun={noun} onClear={() => router.replace(window.location.pathname)} />;
  }
  return (
    <>
      {bulkActs && <BulkBar selection={selection} acts={bulkActs} />}
      <ListTable
        label={noun}
        columns={columns}
        rows={shown.nodes}
        state={controls.state}
        onSort={controls.sortBy}
        hrefOf={hrefOf}
        nameOf={nameOf}
        selection={bulkActs && bulkActs.length > 0 ? selection : null}
        isPending={isPending}
        isLive={props.isLive ?? false}
      />
      <Pager noun={noun} page={shown} controls={controls} />
    </>
  );
}

function NothingFound({ noun, onClear }: { noun: string; onClear: () => void }) {
  return (
    <EmptyState title={`No ${noun} match`} text="Try other words, or fewer filters.">
      <Button variant="default" onClick={onClear}>
        Clear search and filters
      </Button>
    </EmptyState>
  );
}

function ListLoading() {
  return (
    <Stack gap="xs" aria-busy="true">
      <VisuallyHidden role="status">Loading</VisuallyHidden>
      {Array.from({ length: 8 }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: eight equal placeholders, which never move
        <Skeleton key={index} h={38} />
      ))}
    </Stack>
  );
}
