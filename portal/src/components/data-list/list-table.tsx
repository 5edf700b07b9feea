'use client';

import { Checkbox, Table, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import { useRouter } from 'next/navigation';
import type { KeyboardEvent, MouseEvent } from 'react';
import type { Column } from './column';
import classes from './data-list.module.css';
import type { ListState } from './list-state';
import type { Selection } from './selection';
import type { RowFocus } from './use-row-focus';

export interface ListTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** The React keys of the rows' elements. */
  keys: readonly (string | number)[];
  onPress: () => void;
  state: ListState;
  onSort: (field: string) => void;
  hrefOf?: ((row: Row) => string) | undefined;
  nameOf: (row: Row) => string;
  selection: Selection<Row> | null;
  focus: RowFocus;
  isPending: boolean;
}

/**
 * The rows. Arrow keys, Home and End go from row to row, Enter opens, Space selects; a click anywhere opens, as on the
 * row's own link.
 */
export function ListTable<Row extends { id: string }>(props: ListTableProps<Row>) {
  const { label, columns, rows, keys, state, onSort, selection, focus, isPending } = props;
  const entry = (rows.find(({ id }) => id === focus.activeId) ?? rows[0])?.id;
  return (
    <Table.ScrollContainer
      minWidth={0}
      scrollAreaProps={{ offsetScrollbars: 'present' }}
      className={classes.frame}
      data-pending={isPending || undefined}
    >
      <Table highlightOnHover verticalSpacing="xs" aria-label={label} aria-busy={isPending}>
        <Table.Thead>
          <Table.Tr>
            {selection && (
              <Table.Th w={40}>
                <Checkbox
                  aria-label="Select all rows"
                  checked={rows.length > 0 && selection.rows.length === rows.length}
                  indeterminate={selection.rows.length > 0 && selection.rows.length < rows.length}
                  onChange={selection.toggleAll}
                />
              </Table.Th>
            )}
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} state={state} onSort={onSort} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody onBlur={focus.onBlurRows} onPointerDown={props.onPress}>
          {rows.map((row, place) => (
            <ListRow key={keys[place]} row={row} isEntry={row.id === entry} {...props} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function HeaderCell<Row>({
  column: { title, isTitleHidden, sortField, width, align, isSecondary },
  state: { sort, dir },
  onSort,
}: {
  column: Column<Row>;
  state: ListState;
  onSort: (field: string) => void;
}) {
  const isSorted = sortField !== undefined && sort === sortField;
  const direction = dir === 'asc' ? 'ascending' : 'descending';
  const Icon = !isSorted ? IconSelector : dir === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <Table.Th
      w={width}
      ta={align ?? 'left'}
      className={isSecondary ? classes.secondary : undefined}
      aria-sort={isSorted ? direction : undefined}
    >
      {sortField ? (
        <UnstyledButton className={classes.sort} onClick={() => onSort(sortField)}>
          {title} <Icon size={14} aria-hidden />
        </UnstyledButton>
      ) : isTitleHidden ? (
        <VisuallyHidden>{title}</VisuallyHidden>
      ) : (
        title
      )}
    </Table.Th>
  );
}

function ListRow<Row extends { id: string }>({
  row,
  isEntry,
  columns,
  hrefOf,
  nameOf,
  selection,
  focus,
}: ListTableProps<Row> & { row: Row; isEntry: boolean }) {
  const router = useRouter();
  const href = hrefOf?.(row);
  const open = (event: MouseEvent<HTMLElement>) => {
    const isOwn = (event.target as HTMLElement).closest('a, button, input, label') !== null;
    if (href && !isOwn && !window.getSelection()?.toString()) router.push(href);
  };
  const press = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && href) router.push(href);
    else if (event.key === ' ' && selection) selection.toggle(row);
    else if (event.key === 'ArrowDown') focusRow(event.currentTarget.nextElementSibling);
    else if (event.key === 'ArrowUp') focusRow(event.currentTarget.previousElementSibling);
    else if (event.key === 'Home') focusRow(event.currentTarget.parentElement?.firstElementChild);
    else if (event.key === 'End') focusRow(event.currentTarget.parentElement?.lastElementChild);
    else return;
    event.preventDefault();
  };
  return (
    <Table.Tr
      tabIndex={isEntry ? 0 : -1}
      onFocus={() => focus.onFocusRow(row.id)}
      onKeyDown={press}
      onClick={open}
      className={href ? classes.openable : undefined}
      bg={selection?.has(row) ? 'var(--mantine-primary-color-light)' : undefined}
    >
      {selection && (
        <Table.Td>
          <Checkbox
            aria-label={`Select ${nameOf(row)}`}
            checked={selection.has(row)}
            onChange={() => selection.toggle(row)}
          />
        </Table.Td>
      )}
      {columns.map(({ key, render, align, isSecondary }) => (
        <Table.Td key={key} ta={align ?? 'left'} className={isSecondary ? classes.secondary : undefined}>
          {render(row)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function focusRow(row: Element | null | undefined): void {
  if (row instanceof HTMLElement) row.focus();
}
