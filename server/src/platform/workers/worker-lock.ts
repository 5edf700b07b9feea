import { type Sql, sql } from '../db/index.ts';

/**
 * Who is alive. A worker is a row, and a session-level advisory lock on the row's id that its connection holds: the
 * server lets go of it the moment the process is gone. Others see within a second that nobody holds it.
 */
export const WORKER_LOCK_CLASS = 0x4a4f494e;

/** Whether a worker of this id holds its lock now. */
export function isAlive(workerId: Sql): Sql {
  return sql`EXISTS (
    SELECT 1 FROM pg_locks l
    WHERE l.locktype = 'advisory' AND l.granted AND l.classid = ${WORKER_LOCK_CLASS}::oid AND l.objid = ${workerId}::oid
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))`;
}
