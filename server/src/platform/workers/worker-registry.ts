import pg from 'pg';
import type { Log } from '../log.ts';
import type { ClaimTable } from './claim-table.ts';
import { WORKER_LOCK_CLASS } from './worker-lock.ts';

export interface WorkerIdentity {
  /** The id that claims are made under; changes when another worker has buried this one meanwhile. */
  readonly id: string;
  /** Whether the lock is held now. Without it, nothing may be claimed: others would take this worker for dead. */
  readonly isHeld: boolean;
  close(): Promise<void>;
}

const RECONNECT_MS = 300;

export interface WorkerOptions {
  url: string;
  name: string;
  /** What it claims. */
  table: ClaimTable;
  log: Log;
}

export async function registerWorker({ url, name, table, log }: WorkerOptions): Promise<WorkerIdentity> {
  let client: pg.Client | undefined;
  let id: string | undefined;
  let isClosed = false;

  const connect = async (): Promise<string> => {
    const next = new pg.Client({
      connectionString: url,
      options: '-c role=joinery_system',
      application_name: 'joinery_worker',
      keepAlive: true,
    });
    const lost = () => {
      if (client !== next || isClosed) return;
      client = undefined;
      setTimeout(reconnect, RECONNECT_MS);
    };
    next.on('error', lost);
    next.on('end', lost);
    try {
      await next.connect();
      const held = (id && (await holdAgain(next, id))) || (await holdNew(next, name));
      if (isClosed) throw new Error('closed while connecting');
      client = next;
      return held;
    } catch (error) {
      // It must not go on to hold a lock that nobody knows of.
      void next.end().catch(() => undefined);
      throw error;
    }
  };

  const reconnect = async () => {
    if (isClosed) return;
    try {
      id = await connect();
      log.info({ workerId: id }, 'worker: its lock is held again');
    } catch (error) {
      log.debug({ err: error }, 'worker: the database is not back yet');
      setTimeout(reconnect, RECONNECT_MS);
    }
  };

  id = await connect();
  return {
    get id() {
      return id as string;
    },
    get isHeld() {
      return client !== undefined;
    },
    close: async () => {
      isClosed = true;
      await leave(client, table, id as string).catch((error) => {
        log.warn({ err: error, workerId: id }, 'worker: could not take its leave; it will be found gone');
      });
    },
  };
}

/** What it still holds (work that outlasted the stop) keeps the row, so that another worker finds it gone. */
async function leave(client: pg.Client | undefined, table: ClaimTable, id: string): Promise<void> {
  try {
    await client?.query(
      `DELETE FROM workers WHERE id = $1
       AND NOT EXISTS (SELECT FROM ${table} WHERE worker_id = $1 AND status = 'RUNNING')`,
      [id],
    );
  } finally {
    await client?.end();
  }
}

async function holdNew(client: pg.Client, name: string): Promise<string> {
  const { rows } = await client.query('INSERT INTO workers (name) VALUES ($1) RETURNING id', [name]);
  const id = String(rows[0].id);
  await client.query('SELECT pg_advisory_lock($1, $2)', [WORKER_LOCK_CLASS, id]);
  return id;
}

/** After a lost connection: the same identity, unless it has been buried. */
async function holdAgain(client: pg.Client, id: string): Promise<string | undefined> {
  const locked = await client.query('SELECT pg_try_advisory_lock($1, $2) AS held', [WORKER_LOCK_CLASS, id]);
  const known = await client.query('SELECT 1 FROM workers WHERE id = $1', [id]);
  if (!locked.rows[0].held) return undefined;
  if (known.rowCount === 1) return id;
  // Held on, it would make what was claimed under the old identity at the last moment look as if it were looked after.
  await client.query('SELECT pg_advisory_unlock($1, $2)', [WORKER_LOCK_CLASS, id]);
  return undefined;
}
