import type { Scope } from '../../access.ts';
import type { SqlTransaction } from '../../platform/db/index.ts';
import type { Topic } from '../../platform/signals/index.ts';
import type { Position } from './position.ts';

/** A row of a stream with its place in it. */
export interface Placed<Row> {
  row: Row;
  position: Position;
  /**
   * Whether every transaction that might still write something before it has ended. What is not settled waits: it is
   * read again, in its final order, soon.
   */
  isSettled: boolean;
}

/**
 * A subscription field whose answers are rows of a tenant, in the order of their commits. Rows are read once a tenant
 * and node, and shared by all who listen.
 */
export interface LiveField<Row = unknown> {
  /** The field of the Subscription type. */
  readonly name: string;
  /** What an actor must hold, at the start and at every row. */
  readonly scope: Scope;
  /** What tells that there may be new rows. */
  readonly topic: Topic;
  /** The first rows after a position, in order, settled or not. */
  read(tx: SqlTransaction, after: Position, limit: number): Promise<Placed<Row>[]>;
  /** Whether a listener with these arguments wants the row. Throws INVALID_INPUT for arguments that make no sense. */
  filter(args: Readonly<Record<string, unknown>>): (row: Row) => boolean;
  /** What the field answers for the row. `cursor` resumes right after it. */
  toNode(row: Row, cursor: string): object;
}

/** Whoever brings rows to listeners gives a field only rows that the field itself has read: their type does not matter. */
export function defineLiveField<Row>(field: LiveField<Row>): LiveField {
  return field as unknown as LiveField;
}
