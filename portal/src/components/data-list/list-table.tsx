'use client';

import { Checkbox, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconSelector } from '@tabler/icons-react';
import { Table } from '../table';
import type { Column } from './column';
import classes from './data-list.module.css';
import { ListRow } from './list-row';
import type { ListState } from './list-state';
import type { Selection } from './use-selection';
import { useSteadyColumns } from './use-steady-columns';

export interface ListTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  state: ListState;
  onSort: (field: string) => void;
  hrefOf?: ((row: Row) => string) | undefined;
  nameOf: (row: Row) => string;
  selection: Selection<Row> | null;
  isPending: boolean;
  isLive: boolean;
}

const doNothing = () => undefined;

/**
 * The rows. Arrow keys go from row to row, Enter opens, Space selects; a click anywhere opens, as on the row's own
 * link.
 */
export function ListTable<Row extends { id: string }>(props: ListTableProps<Row>) {
  const { label, columns, rows, state, onSort, hrefOf, nameOf, selection, isPending, isLive } = props;
  const toggle = selection?.toggle ?? doNothing;
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
              <HeaderCell key={column.key} column={column} state={state} onSort={onSort} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => (
            // A place in a live list keeps its elements: many rows a second come in, and nothing is made anew or moves.
            <ListRow
              key={isLive ? index : row.id}
              row={row}
              columns={columns}
              name={nameOf(row)}
              href={hrefOf?.(row)}
              isFirst={index === 0}
              isSelected={selection?.has(row) ?? null}
              onToggle={toggle}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function HeaderCell<Row>({
  column: { title, sortField, width, align, isSecondary },
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
      ) : (
        title
      )}
    </Table.Th>
  );
}
