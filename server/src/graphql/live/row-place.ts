import { sql } from '../../platform/db/index.ts';
import type { Placed } from './live-field.ts';

/** A row with its place among all that was written of its kind. */
export interface PlacedRow {
  id: string;
  xid_text: string;
  is_settled: boolean;
}

/** The columns that say where a row stands. */
export const PLACE = sql`id, xid::text AS xid_text, xid < pg_snapshot_xmin(pg_current_snapshot()) AS is_settled`;

export function placed<Row extends PlacedRow>(row: Row): Placed<Row> {
  return { row, position: { xid: BigInt(row.xid_text), id: row.id }, isSettled: row.is_settled };
}
