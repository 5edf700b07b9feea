import { migrate } from '@joinery/prisma/migrate';
import pg from 'pg';
import { JOB_TYPES } from './jobs.ts';
import { installQueues } from './platform/queue/install.ts';

/** Any number of processes may start at once; one migrates, the others wait. */
const MIGRATION_LOCK = 0x6a6f696e;

/** Brings a database to the present schema: migrations, the queue's own schema, and what a restore leaves to mend. */
export async function migrateDatabase({ url }: { url: string }): Promise<{ applied: string[] }> {
  const owner = new pg.Client({ connectionString: url, application_name: 'joinery_migrate' });
  await owner.connect();
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
