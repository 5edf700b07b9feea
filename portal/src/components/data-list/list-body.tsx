'use client';

import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../empty-state';
import { BulkBar } from './bulk-bar';
import type { BulkAct, Column, Page } from './column';
import { ListTable } from './list-table';
import { Pager } from './pager';
import { selectionOf, useSelectedIds } from './selection';
import type { ListControls } from './use-list-state';
import { useLiveRows } from './use-live-rows';
import { useRowFocus } from './use-row-focus';

export interface ListBodyProps<Row> {
  /** What the rows are, in plural and small: `groups`. Names the export, and stands in sentences. */
  noun: string;
  columns: readonly Column<Row>[];
  hrefOf?: (row: Row) => string;
  /** What to call a row to a screen reader. */
  nameOf: (row: Row) => string;
  bulkActs?: readonly BulkAct<Row>[];
  /** Shown where there is nothing at all: what these are, and how to make the first. */
  empty: { title: string; text: string; action?: ReactNode };
  /** How the rows look where they are no table. */
  renderRows?: (rows: readonly Row[]) => ReactNode;
  /** Rows come in at the top by themselves. */
  isLive?: boolean;
}

interface Shown<Row> {
  page: Page<Row>;
  controls: ListControls;
  /** What was asked for, as a text. */
  question: string;
  isPending: boolean;
  isNarrowed: boolean;
  /** One of several things on its page. */
  isPart: boolean;
  onClear: () => void;
  /** Beside the count of rows. */
  aside?: ReactNode;
  /** After an act on many rows. */
  onActed: () => void;
}

/** The rows of a list, what can be done with those selected, and what stands there where there are none. */
export function ListBody<Row extends { id: string }>(props: ListBodyProps<Row> & Shown<Row>) {
  const { noun, page, controls, bulkActs = [], empty, isLive = false } = props;
  const focus = useRowFocus();
  const selected = useSelectedIds();
  const { rows, keys, onPress } = useLiveRows({
    incoming: page.nodes,
    question: props.question,
    held: { focusedId: focus.focusedId, selectedIds: selected.ids },
    isLive,
  });
  const selection = selectionOf(rows, selected);
  if (rows.length === 0) {
    if (props.isNarrowed) return <NothingFound {...props} />;
    return (
      <EmptyState title={empty.title} text={empty.text} isPart={props.isPart}>
        {empty.action}
      </EmptyState>
    );
  }
  return (
    <>
      {bulkActs.length > 0 && <BulkBar selection={selection} acts={bulkActs} onActed={props.onActed} />}
      {props.renderRows?.(rows) ?? (
        <ListTable
          label={noun}
          columns={props.columns}
          rows={rows}
          keys={keys}
          onPress={onPress}
          state={controls.state}
          onSort={controls.sortBy}
          hrefOf={props.hrefOf}
          nameOf={props.nameOf}
          selection={bulkActs.length > 0 ? selection : null}
          focus={focus}
          isPending={props.isPending}
        />
      )}
      <Pager noun={noun} page={page} controls={controls} aside={props.aside} />
    </>
  );
}

function NothingFound({ noun, isPart, onClear }: { noun: string; isPart: boolean; onClear: () => void }) {
  return (
    <EmptyState title={`No ${noun} match`} text="Try other words, or fewer filters." isPart={isPart}>
      <Button variant="default" onClick={onClear}>
        Clear search and filters
      </Button>
    </EmptyState>
  );
}
