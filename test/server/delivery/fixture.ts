import { startDelivery } from '../../../server/src/modules/delivery/index.ts';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { createIntegration } from '../../../server/src/modules/integration/index.ts';
import type { Context } from '../../../server/src/context.ts';
import { createDatabase } from '../../harness/database.ts';
import { createTestServices, type TestServicesOptions } from '../../harness/services.ts';
import { startSink } from '../../harness/sink.ts';

/** A database of its own, the services, one delivering worker, and a receiver. */
export async function startDeliveryTest(options: Omit<TestServicesOptions, 'url'> = {}) {
  const database = await createDatabase();
  const test = await createTestServices({ url: database.url, ...options });
  const sink = await startSink();
  const worker = await startDelivery(test.services, database.url);
  return {
    ...test,
    database,
    sink,
    close: async () => {
      await worker.stop();
      await sink.close();
      await test.close();
      await database.drop();
    },
  };
}

export type DeliveryTest = Awaited<ReturnType<typeof startDeliveryTest>>;

/** An integration that posts every new group to the given address. */
export function postNewGroups(ctx: Context, url: string, http: object = {}, more: object = {}) {
  return createIntegration(ctx, {
    name: 'new groups',
    eventTypes: ['group.created'],
    actions: [{ http: { method: 'POST', url, ...http } }],
    ...more,
  });
}

export function makeGroup(ctx: Context, name: string) {
  return createGroup(ctx, { name });
}

export interface DeliveryState {
  id: string;
  status: string;
  attempt_count: number;
  error: string | null;
  response_status: number | null;
  next_attempt_at: Date | null;
}

/** The deliveries of a tenant, the oldest first, as the database has them. */
export async function deliveriesOf({ services }: DeliveryTest, tenantId: string): Promise<DeliveryState[]> {
  const { rows } = await services.db.pools.system.query(
    'SELECT id, status, attempt_count, error, response_status, next_attempt_at FROM deliveries WHERE tenant_id = $1 ORDER BY id',
    [tenantId],
  );
  return rows;
}

export interface AttemptState {
  number: number;
  is_success: boolean;
  error: string | null;
  request: { method: string; url: string; headers: Record<string, string>; body: string | null };
  response: { status: number; headers: Record<string, string>; body: string; isCut: boolean } | null;
}

export async function attemptsOf({ services }: DeliveryTest, deliveryId: string): Promise<AttemptState[]> {
  const { rows } = await services.db.pools.system.query('SELECT * FROM attempts WHERE delivery_id = $1 ORDER BY number', [deliveryId]);
  return rows;
}
