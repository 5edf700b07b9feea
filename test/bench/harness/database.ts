import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** Connection string of the owner of the server's own PostgreSQL, as the data folder holds it. Never to be printed. */
export async function databaseUrl(home: string): Promise<string> {
  const read = async (name: string) => (await readFile(join(home, 'postgres', name), 'utf8')).trim();
  return `postgresql://postgres:${await read('password')}@127.0.0.1:${await read('port')}/postgres`;
}

export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'joinery_bench' });
  // A connection that ends while idle shows at its next query; without a listener it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/**
 * Makes the database note when each transaction was committed, which takes effect at its next start. The time is
 * taken right before the commit record is flushed to disk, so it includes the wait for the disk in every latency.
 */
export async function trackCommitTimes(database: pg.Client): Promise<void> {
  await database.query('ALTER SYSTEM SET track_commit_timestamp = on');
}

/** An SQL expression: when the transaction of an `xid8` was committed, in milliseconds since 1970. */
export function commitTime(column: string): string {
  return `(extract(epoch FROM pg_xact_commit_timestamp(${column}::xid)) * 1000)::float8`;
}

/** Leaves no cleaning-up of one benchmark to be done during the next. */
export async function settle(database: pg.Client): Promise<void> {
  await database.query(
    'VACUUM ANALYZE events, undispatched_events, deliveries, attempts, audit_records, memberships, pgboss.job',
  );
  await database.query('CHECKPOINT');
}
