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

interface Shown<Row> {
  scope: string | undefined;
  controls: ListControls;
  fetchPage: (page: PageInput) => Promise<Page<Row>>;
}

/** Whether anything stands above a list; a part of a page with nothing to narrow has its export below. */
export function hasToolbar<Row>({ searchLabel, filters, acts }: ListToolbarProps<Row>, scope?: string): boolean {
  return scope === undefined || Boolean(searchLabel || filters || acts);
}

/** What stands above a list: search, filters, export. */
export function ListToolbar<Row>(props: ListToolbarProps<Row> & Shown<Row>) {
  const { searchLabel, filters, acts, scope, controls } = props;
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
        <Group ml="auto" gap="sm">
          <ListExport {...props} />
          {acts}
        </Group>
      </Group>
    </ListScope>
  );
}

/** The export of a list, where it has columns for it. */
export function ListExport<Row>({
  noun,
  columns,
  fetchPage,
  scope,
}: ListToolbarProps<Row> & Pick<Shown<Row>, 'fetchPage' | 'scope'>) {
  if (!columns.some(({ csv }) => csv)) return null;
  const name = noun.replaceAll(' ', '-');
  return <ExportButton name={name} columns={columns} fetchPage={fetchPage} isSmall={scope !== undefined} />;
}
