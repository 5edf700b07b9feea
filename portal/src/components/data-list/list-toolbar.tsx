'use client';

import { Group } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Column, Page } from './column';
import { ExportButton } from './export-button';
import type { PageInput } from './list-state';
import { SearchInput } from './search-input';
import { ListScope } from './use-filters';
import type { ListControls } from './use-list-state';

export interface ListToolbarProps<Row> {
  noun: string;
  columns: readonly Column<Row>[];
  /** Left out: the list cannot be searched. */
  searchLabel?: string;
  /** `FilterSelect` and its like: they keep their values in the URL. */
  filters?: ReactNode;
  /** What is done with the list as a whole, beside the export. */
  acts?: ReactNode;
}

/** What stands above a list: search, filters, export. */
export function ListToolbar<Row>({
  noun,
  columns,
  searchLabel,
  filters,
  acts,
  scope,
  controls,
  fetchPage,
}: ListToolbarProps<Row> & {
  scope: string | undefined;
  controls: ListControls;
  fetchPage: (page: PageInput) => Promise<Page<Row>>;
}) {
  const isExported = columns.some(({ csv }) => csv);
  return (
    <ListScope value={scope}>
      <Group mb="sm" gap="sm">
        {searchLabel && (
          <SearchInput
            value={controls.state.q}
            placeholder={searchLabel}
            onSearch={controls.search}
            isMain={scope === undefined}
          />
        )}
        {filters}
        {(isExported || acts) && (
          <Group ml="auto" gap="sm">
            {isExported && <ExportButton name={noun.replaceAll(' ', '-')} columns={columns} fetchPage={fetchPage} />}
            {acts}
          </Group>
        )}
      </Group>
    </ListScope>
  );
}
