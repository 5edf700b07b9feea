import { type Db, fromPrisma, type Job, PgBoss } from 'pg-boss';
import { type SqlTransaction, sql } from '../db/index.ts';
import type { Log } from '../log.ts';
import type { AnyJobType, FetchedJob, JobType, NewJob } from './job.ts';

export { type AnyJobType, defineJob, type FetchedJob, type JobType, type NewJob } from './job.ts';

export const QUEUE_SCHEMA = 'pgboss';

export interface Queue {
  /** Enqueues in the caller's transaction: the jobs exist if it commits, and only then. */
  send<Data>(tx: SqlTransaction, type: JobType<Data>, jobs: NewJob<Data>[]): Promise<void>;
  /**
   * Takes jobs that are due, the oldest first, in the caller's transaction: they are done if it commits, and as they
   * were if it does not, whatever became of the process. For work that is itself a change of rows.
   */
  take<Data>(tx: SqlTransaction, type: JobType<Data>, options: { exceptGroups: string[] }): Promise<FetchedJob<Data>[]>;
  /** Starts handling jobs of a type. A handler that throws hands its jobs back to the queue. */
  work<Data>(type: JobType<Data>, handler: (jobs: FetchedJob<Data>[]) => Promise<void>): Promise<void>;
  /** Since when the job of a type is due that waits longest; null where none waits. */
  oldestDue(tx: SqlTransaction, type: AnyJobType): Promise<Date | null>;
  depths(): Promise<{ name: string; ready: number; deferred: number; active: number; failed: number }[]>;
  /** Waits for running handlers (bounded), then closes its connections. */
  stop(): Promise<void>;
}

export interface QueueOptions {
  url: string;
  log: Log;
}

/** Opens the queue for one process. The schema and the queues exist already: see install.ts. */
export async function openQueue({ url, log }: QueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    connectionString: url,
    options: '-c role=joinery_system',
    application_name: 'joinery_queue',
    schema: QUEUE_SCHEMA,
    max: 4,
    migrate: false,
    createSchema: false,
    // REINDEX needs the owner; the operator's own maintenance does it.
    reindex: false,
    superviseIntervalSeconds: 30,
  });
  boss.on('error', (error) => log.warn({ err: error }, 'queue: a background step failed and will be repeated'));
  await boss.start();
  return {
    send: async (tx, type, jobs) => {
      if (jobs.length === 0) return;
      const rows = jobs.map(({ data, startAfter, groupId }) => ({
        data: data as object,
        ...(startAfter ? { startAfter } : {}),
        ...(groupId ? { group: { id: groupId } } : {}),
      }));
      await boss.insert(type.name, rows, { db: databaseOf(tx), returnId: false });
    },
    take: async (tx, type, { exceptGroups }) => {
      const jobs = await boss.fetch<unknown>(type.name, {
        db: databaseOf(tx),
        batchSize: type.batchSize,
        ...(exceptGroups.length > 0 ? { ignoreGroups: exceptGroups } : {}),
      });
      if (jobs.length === 0) return [];
      await boss.complete(type.name, jobs, null, { db: databaseOf(tx) });
      return jobs.flatMap(({ id, data }) => {
        const parsed = type.schema.safeParse(data);
        if (parsed.success) return [{ id, data: parsed.data }];
        log.error({ job: type.name, id, err: parsed.error }, 'queue: a job is not of its shape and is dropped');
        return [];
      });
    },
    work: async (type, handler) => {
      const options = { batchSize: type.batchSize, burstWhenBatchFull: true, pollingIntervalSeconds: 0.5 };
      await boss.work<unknown>(type.name, options, async (jobs: Job<unknown>[]) => {
        await handler(jobs.map(({ id, data }) => ({ id, data: type.schema.parse(data) })));
      });
      if (type.cron) await boss.schedule(type.name, type.cron, {}, { tz: 'UTC' });
    },
    oldestDue: async (tx, { name }) => {
      const [row] = await tx.query<{ since: Date | null }>(sql`
        SELECT min(start_after) AS since FROM pgboss.job
        WHERE name = ${name} AND state < 'active' AND start_after <= now()`);
      return row?.since ?? null;
    },
    depths: async () =>
      (await boss.getQueues()).map((queue) => ({
        name: queue.name,
        ready: queue.readyCount,
        deferred: queue.deferredCount,
        active: queue.activeCount,
        failed: queue.failedCount,
      })),
    stop: () => boss.stop({ graceful: true, timeout: 15_000 }),
  };
}

/** The caller's transaction as pg-boss takes it. */
function databaseOf({ carrier }: SqlTransaction): Db {
  return 'prisma' in carrier ? fromPrisma(carrier.prisma) : carrier;
}
