'use client';

import { Checkbox, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { Table } from '../table';
import type { Column } from './column';
import classes from './data-list.module.css';
import { ListRow } from './list-row';
import type { ListState } from './list-state';
import type { Selection } from './selection';
import type { RowFocus } from './use-row-focus';
import { useSteadyColumns } from './use-steady-columns';

const LEAST_NAME_WIDTH = 96;

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
  const { label, columns, rows, keys, state, onSort, hrefOf, nameOf, selection, focus, isPending } = props;
  const entry = (rows.find(({ id }) => id === focus.activeId) ?? rows[0])?.id;
  const named = columns.find(hasName);
  const frame = useSteadyColumns([...(selection ? ['select'] : []), ...columns.map(({ key }) => key)].join());
  return (
    <div ref={frame} className={classes.frame} data-pending={isPending || undefined}>
      <Table hasHover spacing="roomy" aria-label={label} aria-busy={isPending}>
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
              <HeaderCell key={column.key} column={column} isName={column === named} state={state} onSort={onSort} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody onBlur={focus.onBlurRows} onPointerDown={props.onPress}>
          {rows.map((row, place) => (
            <ListRow
              key={keys[place]}
              row={row}
              columns={columns}
              name={nameOf(row)}
              href={hrefOf?.(row)}
              isEntry={row.id === entry}
              isSelected={selection?.has(row) ?? null}
              onToggle={selection?.toggle}
              onFocus={focus.onFocusRow}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** What a row is called stands in the first column that has no width of its own. */
function hasName<Row>({ width, isSecondary }: Column<Row>): boolean {
  return !isSecondary && (width === undefined || width === 'auto');
}

function HeaderCell<Row>({
  isName,
  column: { title, isTitleHidden, sortField, width, align, isSecondary },
  state: { sort, dir },
  onSort,
}: {
  column: Column<Row>;
  isName: boolean;
  state: ListState;
  onSort: (field: string) => void;
}) {
  const isSorted = sortField !== undefined && sort === sortField;
  const direction = dir === 'asc' ? 'ascending' : 'descending';
  const Icon = !isSorted ? IconSelector : dir === 'asc' ? IconArrowUp : IconArrowDown;
  return (
    <Table.Th
      ta={align ?? 'left'}
      className={isSecondary ? `${classes.head} ${classes.secondary}` : classes.head}
      style={widthsOf(width, isName)}
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

/** Names are given room for words, and are not broken into letters. */
function widthsOf(width: number | string | undefined, isName: boolean): CSSProperties {
  return {
    '--width': typeof width === 'number' ? `${width}px` : width,
    '--min-width': isName ? `${LEAST_NAME_WIDTH}px` : undefined,
  } as CSSProperties;
}
