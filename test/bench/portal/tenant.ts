import type pg from 'pg';
import { templateEvent } from '../harness/bulk-events.ts';
import { settle } from '../harness/database.ts';
import { type BenchTenant, createIntegration, createTenant } from '../harness/tenant.ts';
import type { World } from '../harness/world.ts';

const USERS = 10_000;
const INTEGRATIONS = 1_000;
const DELIVERIES = 100_000;

const COPY_USERS = `
  INSERT INTO users (tenant_id, id, email, username, first_name, last_name)
  SELECT $1, uuidv7(), format('colleague-%s@portal.test', n), format('colleague-%s', n), 'Grace', format('Colleague %s', n)
  FROM generate_series(1, $2::int) n`;

// They listen to what does not happen here.
const COPY_INTEGRATIONS = `
  INSERT INTO integrations (tenant_id, id, name, event_types, actions)
  SELECT tenant_id, uuidv7(), format('Integration %s', n), '{group.deleted}', actions
  FROM integrations, generate_series(1, $2::int) n WHERE tenant_id = $1`;

const COPY_DELIVERIES = `
  INSERT INTO deliveries (tenant_id, id, event_id, integration_id, action_id, action_type, event_type, status,
                          attempt_count, response_status, error, finished_at)
  SELECT tenant_id, uuidv7(), event_id, integration_id, action_id, action_type, event_type,
         (CASE WHEN n % 20 = 0 THEN 'FAILED' ELSE 'SUCCESS' END)::delivery_status, attempt_count,
         CASE WHEN n % 20 = 0 THEN 410 ELSE response_status END,
         CASE WHEN n % 20 = 0 THEN 'the receiver answered 410 Gone' END, finished_at
  FROM deliveries, generate_series(1, $2::int) n WHERE tenant_id = $1`;

export interface LargeTenant extends BenchTenant {
  /** Of a membership, which is delivered to the sink. */
  readonly templateId: string;
  readonly slug: string;
  readonly email: string;
}

/** A tenant with much to show: the first of each thing comes through the API, the others are copies by SQL. */
export async function createLargeTenant({ server, database, sinkUrl }: World): Promise<LargeTenant> {
  const tenant = await createTenant(server.url, 'portal', { users: 1, groups: 3 });
  await createIntegration(tenant, `${sinkUrl}/portal`);
  const templateId = await templateEvent(database, tenant);
  await copyRows(database, tenant.id);
  const { me, tenant: named } = await tenant.api.ask<{ me: { email: string }; tenant: { slug: string } }>(
    '{ me { email } tenant { slug } }',
  );
  return { ...tenant, templateId, email: me.email, slug: named.slug };
}

async function copyRows(database: pg.Client, tenantId: string): Promise<void> {
  await database.query(COPY_USERS, [tenantId, USERS]);
  await database.query(COPY_DELIVERIES, [tenantId, DELIVERIES]);
  await database.query(COPY_INTEGRATIONS, [tenantId, INTEGRATIONS]);
  await database.query('ANALYZE users, integrations');
  await settle(database);
}

export const SIZE = `${USERS.toLocaleString('en')} people, ${INTEGRATIONS.toLocaleString('en')} integrations and ${DELIVERIES.toLocaleString('en')} deliveries`;
