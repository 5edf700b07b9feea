import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Context } from '../../../server/src/context.ts';
import { startDelivery } from '../../../server/src/modules/delivery/index.ts';
import { recordEvent } from '../../../server/src/modules/event/index.ts';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { createIntegration } from '../../../server/src/modules/integration/index.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { sqlTransaction } from '../../../server/src/transaction.ts';
import { createDatabase } from '../../harness/database.ts';
import { eventually } from '../../harness/eventually.ts';
import { createTestServices, type TestServicesOptions } from '../../harness/services.ts';
import { type Answer, startSink } from '../../harness/sink.ts';

/** A database of its own, the services, one delivering worker, and a receiver. */
export async function startDeliveryTest(options: Omit<TestServicesOptions, 'url' | 'masterKey'> = {}) {
  const database = await createDatabase();
  const masterKey = randomBytes(32);
  const test = await createTestServices({ url: database.url, masterKey, ...options });
  const sink = await startSink();
  const worker = await startDelivery(test.services, database.url);
  let stopped: Promise<void> | undefined;
  const stopWorker = () => {
    stopped ??= worker.stop();
    return stopped;
  };
  return {
    ...test,
    database,
    masterKey,
    sink,
    stopWorker,
    close: async () => {
      await stopWorker();
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
  const { rows } = await services.db.pools.system.query(
    'SELECT * FROM attempts WHERE delivery_id = $1 ORDER BY number',
    [deliveryId],
  );
  return rows;
}

/** Waits until the only delivery of a tenant looks as asked, and answers it. */
export function deliveryOf(
  test: DeliveryTest,
  tenantId: string,
  isAsAsked: (delivery: DeliveryState) => boolean,
  timeoutMs = 15_000,
): Promise<DeliveryState> {
  return eventually(
    async () => {
      const [found, ...others] = await deliveriesOf(test, tenantId);
      if (others.length > 0) throw new Error(`there are ${others.length + 1} deliveries`);
      if (!found || !isAsAsked(found)) throw new Error(`the delivery is ${JSON.stringify(found)}`);
      return found;
    },
    { timeoutMs },
  );
}

export const isOver = ({ status }: DeliveryState) => status === 'SUCCESS' || status === 'FAILED';
export const isRunning = ({ status }: DeliveryState) => status === 'RUNNING';

/** How many deliveries of a tenant there are in each status. */
export async function countByStatus(test: DeliveryTest, tenantId: string): Promise<Record<string, number>> {
  const states = await deliveriesOf(test, tenantId);
  return Object.fromEntries(
    [...Map.groupBy(states, (state) => state.status)].map(([status, of]) => [status, of.length]),
  );
}

/** Records that so many groups were made, in one transaction: a burst, without the groups. Answers the events' ids. */
export function recordNewGroups(ctx: Context, count: number, name = 'group'): Promise<string[]> {
  return sqlTransaction(ctx, async (ctx) =>
    Array.from({ length: count }, (_, index) =>
      recordEvent(ctx, 'group.created', {
        group_id: newId(),
        group_name: `${name}-${index}`,
        group_description: '',
        resource_type: 'group',
      }),
    ),
  );
}

/** A receiver's answers, held back until they are let go. */
export function holdAnswers() {
  const held: ServerResponse[] = [];
  const answer: Answer = (_request, response) => {
    held.push(response);
  };
  return {
    held,
    answer,
    /** Answers all that are held, the oldest first. */
    letGo: (code = 200) => {
      for (const response of held.splice(0)) response.writeHead(code).end();
    },
  };
}

/** Asks as the owner of the rows across tenants. */
export async function ask<Row>({ services }: DeliveryTest, text: string, values: unknown[] = []): Promise<Row[]> {
  return (await services.db.pools.system.query(text, values)).rows as Row[];
}
