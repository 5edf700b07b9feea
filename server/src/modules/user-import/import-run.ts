import { type Sql, sql } from '../../platform/db/index.ts';

export type ImportMode = 'plan' | 'apply';

/** One import under way. */
export interface ImportRun {
  readonly id: string;
  readonly mode: ImportMode;
}

/**
 * The rows `r` of an import that are found by what is in them. The planner knows nothing yet of an import that has just
 * begun and would take the key that starts with it, reading all its rows each time: this form leaves it no such key.
 */
export function inImport({ id }: ImportRun): Sql {
  return sql`r.import_id IS NOT DISTINCT FROM ${id}::uuid`;
}

export type RowOutcome = 'changed' | 'noop' | 'skipped' | 'failed';

/** What a row changed, or would: old and new values by the names of the columns, and the groups that were added. */
export interface RowChanges {
  old?: Record<string, unknown>;
  new?: Record<string, unknown>;
  groupsAdded?: string[];
}

/** A row's line in the report. */
export interface ReportRow {
  number: number;
  email: string | null;
  outcome: RowOutcome;
  reason: string | null;
  changes: RowChanges | null;
  /** Whom the row names as manager, who is still to be linked. */
  managerEmail: string | null;
  /** The username that a plan would give out. */
  username: string | null;
}
