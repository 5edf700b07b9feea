import type pg from 'pg';
import { PgBoss } from 'pg-boss';
import { QUEUE_SCHEMA } from './index.ts';
import type { AnyJobType } from './job.ts';

/** Installs or migrates pg-boss's schema and creates the queues. Needs an owner's connection. */
export async function installQueues(url: string, owner: pg.ClientBase, types: readonly AnyJobType[]): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: QUEUE_SCHEMA, max: 2, supervise: false, schedule: false });
  const failures: Error[] = [];
  boss.on('error', (error) => failures.push(error));
  await boss.start();
  try {
    for (const type of types) {
      const options = {
        retryLimit: type.retryLimit,
        retryDelay: 1,
        retryBackoff: true,
        expireInSeconds: type.expireInSeconds,
        deleteAfterSeconds: 3600,
        retentionSeconds: 30 * 24 * 3600,
      };
      await boss.createQueue(type.name, options);
      await boss.updateQueue(type.name, options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  if (failures[0]) throw failures[0];
  // The system role runs the queue. The app role may add jobs in its own transactions, and cannot read any.
  await owner.query(`
    GRANT USAGE ON SCHEMA ${QUEUE_SCHEMA} TO joinery_system, joinery_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${QUEUE_SCHEMA} TO joinery_system;
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${QUEUE_SCHEMA} TO joinery_system;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${QUEUE_SCHEMA} TO joinery_system, joinery_app;
    GRANT INSERT ON ${QUEUE_SCHEMA}.job, ${QUEUE_SCHEMA}.job_common TO joinery_app;
    GRANT SELECT ON ${QUEUE_SCHEMA}.queue TO joinery_app;
  `);
}
