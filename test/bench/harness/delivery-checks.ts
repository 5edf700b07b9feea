import type pg from 'pg';
import { Webhook } from 'standardwebhooks';
import { commitTime } from './database.ts';
import type { Arrivals, SampleRequest } from './sink.ts';
import type { BenchTenant } from './tenant.ts';

/** Holds what is stored against what was received: nothing lost, nothing twice, an attempt for each. */
export async function checkDeliveries(
  database: pg.Client,
  { tenantId, arrivals, expected }: { tenantId: string; arrivals: Arrivals; expected: number },
): Promise<string[]> {
  const { rows } = await database.query(
    `SELECT d.id, d.status, (SELECT count(*)::int FROM attempts a WHERE a.tenant_id = d.tenant_id AND a.delivery_id = d.id) AS attempts
     FROM deliveries d WHERE d.tenant_id = $1`,
    [tenantId],
  );
  const stored = rows as { id: string; status: string; attempts: number }[];
  const ids = new Set(stored.map(({ id }) => id));
  const counts: [number, string][] = [
    [expected - stored.length, 'events have no delivery'],
    [stored.filter(({ status }) => status !== 'SUCCESS').length, 'deliveries did not succeed'],
    [stored.filter(({ id }) => !arrivals.at.has(id)).length, 'deliveries were never received'],
    [stored.filter(({ attempts }) => attempts !== 1).length, 'deliveries do not have exactly one attempt'],
    [[...arrivals.at.keys()].filter((id) => !ids.has(id)).length, 'requests belong to no delivery'],
    [arrivals.repeated.length, 'requests were received twice'],
  ];
  return counts.filter(([count]) => count !== 0).map(([count, what]) => `${count} ${what}`);
}

/** Has the library of Standard Webhooks verify a request as it was received. */
export async function checkSignature(
  { api }: BenchTenant,
  integrationId: string,
  sample: SampleRequest | null,
): Promise<string[]> {
  if (!sample) return ['nothing was received'];
  const query = 'query($id: ID!) { signingSecret(integrationId: $id) { secret } }';
  const { signingSecret } = await api.ask<{ signingSecret: { secret: string } }>(query, { id: integrationId });
  try {
    new Webhook(signingSecret.secret).verify(sample.body, sample.headers);
    return [];
  } catch (error) {
    return [`the signature is not accepted: ${(error as Error).message}`];
  }
}

export interface Latency {
  /** When it was committed, in milliseconds since 1970. */
  at: number;
  ms: number;
}

/** For each of the tenant's deliveries, how long it took from the commit of its event to the arrival of its request. */
export async function commitToArrival(
  database: pg.Client,
  { tenantId, arrivals, sinceMs = 0 }: { tenantId: string; arrivals: Arrivals; sinceMs?: number },
): Promise<Latency[]> {
  // Joined here: on a table that was just filled, the planner may take the slowest way there is.
  const events = await database.query<{ id: string; at: number }>(
    `SELECT id, ${commitTime('xid')} AS at FROM events WHERE tenant_id = $1`,
    [tenantId],
  );
  const committedAt = new Map(events.rows.map(({ id, at }) => [id, at]));
  const deliveries = await database.query<{ id: string; event_id: string }>(
    'SELECT id, event_id FROM deliveries WHERE tenant_id = $1',
    [tenantId],
  );
  return deliveries.rows.flatMap(({ id, event_id }) => {
    const at = committedAt.get(event_id);
    const arrivedAt = arrivals.at.get(id);
    return at === undefined || arrivedAt === undefined || at < sinceMs ? [] : [{ at, ms: arrivedAt - at }];
  });
}
