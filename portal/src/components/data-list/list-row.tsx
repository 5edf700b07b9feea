'use client';

import { Checkbox } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, type MouseEvent, memo } from 'react';
import type { Column } from './column';
import classes from './data-list.module.css';

interface ListRowProps<Row> {
  row: Row;
  columns: readonly Column<Row>[];
  /** What to call it to a screen reader. */
  name: string;
  href: string | undefined;
  /** Whether Tab comes to it. */
  isEntry: boolean;
  /** Null: it cannot be selected. */
  isSelected: boolean | null;
  onToggle: ((row: Row) => void) | undefined;
  onFocus: (id: string) => void;
}

function Row<Row extends { id: string }>({
  row,
  columns,
  name,
  href,
  isEntry,
  isSelected,
  onToggle,
  onFocus,
}: ListRowProps<Row>) {
  const router = useRouter();
  const open = (event: MouseEvent<HTMLElement>) => {
    const isOwn = (event.target as HTMLElement).closest('a, button, input, label') !== null;
    if (href && !isOwn && !window.getSelection()?.toString()) router.push(href);
  };
  const press = (event: KeyboardEvent<HTMLTableRowElement>) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && href) router.push(href);
    else if (event.key === ' ' && onToggle) onToggle(row);
    else if (event.key === 'ArrowDown') focusRow(event.currentTarget.nextElementSibling);
    else if (event.key === 'ArrowUp') focusRow(event.currentTarget.previousElementSibling);
    else if (event.key === 'Home') focusRow(event.currentTarget.parentElement?.firstElementChild);
    else if (event.key === 'End') focusRow(event.currentTarget.parentElement?.lastElementChild);
    else return;
    event.preventDefault();
  };
  return (
    <tr
      tabIndex={isEntry ? 0 : -1}
      onFocus={() => onFocus(row.id)}
      onKeyDown={press}
      onClick={open}
      className={classes.row}
      data-openable={href !== undefined || undefined}
      data-selected={isSelected || undefined}
    >
      {isSelected !== null && (
        <td>
          <Checkbox aria-label={`Select ${name}`} checked={isSelected} onChange={() => onToggle?.(row)} />
        </td>
      )}
      {columns.map(({ key, render, align, isSecondary }) => (
        <td key={key} style={align && { textAlign: align }} className={isSecondary ? classes.secondary : undefined}>
          {render(row)}
        </td>
      ))}
    </tr>
  );
}

/** Drawn again only when something of its own has changed: a list has many of them, and whatever is pressed waits. */
export const ListRow = memo(Row) as typeof Row;

function focusRow(row: Element | null | undefined): void {
  if (row instanceof HTMLElement) row.focus();
}
