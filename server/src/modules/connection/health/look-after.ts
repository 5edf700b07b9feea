import { systemContext } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { sql } from '../../../platform/db/index.ts';
import { newId } from '../../../platform/id.ts';
import type { Services } from '../../../services.ts';
import { ConnectionHealthJob } from './health.job.ts';
import { noteHealth } from './note-health.ts';
import { examine } from './test-connection.ts';

const MINUTE_MS = 60_000;
/** A connection that fails is looked at more often, so that its recovery is seen soon. */
const HEALTHY_FOR_MS = 60 * MINUTE_MS;
const FAILING_FOR_MS = 10 * MINUTE_MS;
const BATCH = 200;
const AT_ONCE = 8;
/** Less than the time from round to round. What is left has its turn in the next. */
const ROUND_MS = 4 * MINUTE_MS;

interface Due {
  tenant_id: string;
  id: string;
  name: string;
  version: number;
  health: 'UNKNOWN' | 'HEALTHY' | 'FAILING';
}

/** Looks every five minutes, on one worker of the deployment. */
export async function startConnectionHealth(services: Services): Promise<{ stop(): Promise<void> }> {
  await services.queue.work(ConnectionHealthJob, async () => {
    await lookAfterConnections(services);
  });
  return { stop: async () => undefined };
}

/** Tests the connections whose last test is old, or of another version of their plugin; answers how many. */
export async function lookAfterConnections(services: Services): Promise<number> {
  const end = services.clock.now().getTime() + ROUND_MS;
  let count = 0;
  for (let last: Due | undefined; services.clock.now().getTime() < end; ) {
    const due = await findDue(services, last);
    const waiting = due.values();
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const connection of waiting) await lookAt(services, connection);
      }),
    );
    count += due.length;
    if (due.length < BATCH) break;
    last = due.at(-1);
  }
  return count;
}

/** In the order of their keys, behind the last one: what cannot be tested has one turn a round. */
function findDue({ db, clock }: Services, last: Due | undefined): Promise<Due[]> {
  const now = clock.now().getTime();
  const [healthy, failing] = [new Date(now - HEALTHY_FOR_MS), new Date(now - FAILING_FOR_MS)];
  const behind = last ? sql`(c.tenant_id, c.id) > (${last.tenant_id}::uuid, ${last.id}::uuid)` : sql`true`;
  return db.system((tx) =>
    tx.query<Due>(sql`
      SELECT c.tenant_id, c.id, c.name, c.version, c.health
      FROM connections c JOIN installations i ON i.tenant_id = c.tenant_id AND i.id = c.installation_id
      WHERE ${behind} AND (c.last_checked_at IS NULL OR c.last_checked_at < i.updated_at
        OR c.last_checked_at <= CASE c.health WHEN 'FAILING' THEN ${failing}::timestamptz ELSE ${healthy}::timestamptz END)
      ORDER BY c.tenant_id, c.id LIMIT ${BATCH}`),
  );
}

/** What may not be loaded any more is a failure of the connection, too; what is our own fault is not. */
async function lookAt(services: Services, { tenant_id: tenantId, ...connection }: Due): Promise<void> {
  const ctx = systemContext(services, tenantId, newId());
  try {
    await examine(ctx, connection.id);
  } catch (error) {
    if (error instanceof AppError) await noteHealth(ctx, connection, { isHealthy: false, message: error.message });
    else
      services.log.warn({ err: error, tenantId, connectionId: connection.id }, 'connections: a test could not be made');
  }
}
