/** Where a row stands in its file. */
export interface RowPlace {
  /** Counts from 1, without a header. */
  number: number;
  /** The line that it begins in, from 1; left out of what is no text. */
  line?: number;
}

/** One row as it came. */
export interface RawRow extends RowPlace {
  /** By the names of the columns; null where the row could not be read at all. */
  record: Record<string, unknown> | null;
  /** Why not. */
  reason?: string;
}

/** What one import takes. Past it, the next file begins. */
export const MOST_ROWS = 1_000_000;
/** A longer row is a wrong file, or somebody filling our memory. */
export const LONGEST_ROW = 100_000;
