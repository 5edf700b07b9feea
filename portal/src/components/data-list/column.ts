import type { ReactNode } from 'react';

/** A column of a list. */
export interface Column<Row> {
  /** Unique in the list, and the header of the CSV export in words. */
  readonly key: string;
  readonly title: string;
  /** For screen readers only: of a column of buttons that need no heading to be seen. */
  readonly isTitleHidden?: boolean;
  readonly render: (row: Row) => ReactNode;
  /** The field of the API's order enum, where rows can be sorted by it; in a short list, any name. */
  readonly sortField?: string;
  /** What the CSV export says, and what a short list is searched and sorted by; without it the column is not exported. */
  readonly csv?: (row: Row) => Cell;
  /** Left out where the screen is narrow. */
  readonly isSecondary?: boolean;
  readonly width?: number | string;
  readonly align?: 'left' | 'right';
}

export type Cell = string | number | boolean | null | undefined;

/** Something done to the rows that were selected. The list is asked again afterwards. */
export interface BulkAct<Row> {
  readonly label: string;
  /** What it will do, for the question before it. */
  readonly describe: (rows: readonly Row[]) => ReactNode;
  /** Does it to one row; a row whose act fails stays selected and is told of. */
  readonly run?: (row: Row) => Promise<unknown>;
  /** Does it to all rows in one call, where the API can. What it throws is told in the question, and nothing was done. */
  readonly runMany?: (rows: readonly Row[]) => Promise<readonly RowOutcome[]>;
  readonly color?: string;
}

/** What became of one row of many. */
export interface RowOutcome {
  readonly id: string;
  readonly outcome: 'CHANGED' | 'NOOP' | 'SKIPPED' | 'FAILED';
  readonly reason?: string | null;
}

/** A page of a connection, as the API answers lists. */
export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  /** Left out of lists too long to be counted. */
  readonly totalCount?: number;
}
