import { migrate } from '@joinery/prisma/migrate';
import pg from 'pg';
import { AppError } from './errors.ts';
import { JOB_TYPES } from './jobs.ts';
import { installQueues } from './platform/queue/install.ts';

/** Any number of processes may start at once; one migrates, the others wait. */
const MIGRATION_LOCK = 0x6a6f696e;

const LEAST_SERVER_VERSION = 180_000;

/** Brings a database to the present schema: migrations, the queue's own schema, and what a restore leaves to mend. */
export async function migrateDatabase({ url }: { url: string }): Promise<{ applied: string[] }> {
  const owner = new pg.Client({ connectionString: url, application_name: 'joinery_migrate' });
  await connect(owner);
  try {
    await owner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const result = await migrate({ url });
    await installQueues(url, owner, JOB_TYPES);
    await forgetForeignTransactions(owner);
    return result;
  } finally {
    await owner.end();
  }
}

async function connect(owner: pg.Client): Promise<void> {
  try {
    await owner.connect();
  } catch (cause) {
    const reason = cause instanceof Error && cause.message ? cause.message : String((cause as { code?: string }).code);
    throw new AppError('PRECONDITION_FAILED', `the database that DATABASE_URL names cannot be reached: ${reason}`, {
      cause,
    });
  }
  const { rows } = await owner.query<{ version: number; name: string }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS name`,
  );
  if (rows[0] && rows[0].version >= LEAST_SERVER_VERSION) return;
  await owner.end();
  const message = `DATABASE_URL names PostgreSQL ${rows[0]?.name}, and Joinery needs 18 or a later one`;
  throw new AppError('PRECONDITION_FAILED', message);
}

/**
 * Live readers page by transaction id up to the oldest one still open. Rows restored from another cluster may carry ids
 * that this one has not reached: they are set to zero, which is always past.
 */
async function forgetForeignTransactions(owner: pg.Client): Promise<void> {
  await owner.query('SET ROLE joinery_system');
  for (const table of ['events', 'deliveries', 'task_runs', 'task_run_logs']) {
    await owner.query(`
      UPDATE ${table} r SET xid = '0'
      FROM (
        SELECT t.id FROM tenants t CROSS JOIN LATERAL
          (SELECT xid FROM ${table} WHERE tenant_id = t.id ORDER BY tenant_id DESC, xid DESC LIMIT 1) newest
        WHERE newest.xid >= pg_snapshot_xmax(pg_current_snapshot())
      ) ahead
      WHERE r.tenant_id = ahead.id AND r.xid >= pg_snapshot_xmax(pg_current_snapshot())`);
  }
  await owner.query('RESET ROLE');
}
