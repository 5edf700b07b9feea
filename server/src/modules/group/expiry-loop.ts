import { systemContext } from '../../context.ts';
import { sql } from '../../platform/db/index.ts';
import { newId } from '../../platform/id.ts';
import type { Services } from '../../services.ts';
import { expireMemberships } from './expire.ts';

const INTERVAL_MS = 2000;
/** Workers that started together do not stay together. */
const JITTER_MS = 1000;

/**
 * Ends memberships within seconds of their time, on any number of workers, each once. `stop` waits for what is being
 * written.
 */
export async function startMembershipExpiry(services: Services): Promise<{ stop(): Promise<void> }> {
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  let isStopped = false;

  const next = () => {
    if (!isStopped) timer = setTimeout(pass, INTERVAL_MS + Math.random() * JITTER_MS);
  };
  const pass = () => {
    running = expireEverywhere(services, () => isStopped)
      .catch((error: unknown) => services.log.warn({ err: error }, 'memberships: a look for what has ended failed'))
      .then(next);
  };

  pass();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** A batch of each tenant in turn, so that one that ends a hundred thousand keeps no other waiting. */
async function expireEverywhere(services: Services, isStopped: () => boolean): Promise<void> {
  let tenantIds = await tenantsWithDue(services);
  while (tenantIds.length > 0 && !isStopped()) {
    const unfinished: string[] = [];
    for (const tenantId of tenantIds) {
      if (await expireOne(services, tenantId)) unfinished.push(tenantId);
    }
    tenantIds = unfinished;
  }
}

async function expireOne(services: Services, tenantId: string): Promise<boolean> {
  try {
    return !(await expireMemberships(systemContext(services, tenantId, newId()))).isComplete;
  } catch (error) {
    services.log.warn({ err: error, tenantId }, 'memberships: what has ended in a tenant stays for now');
    return false;
  }
}

async function tenantsWithDue({ db, clock }: Services): Promise<string[]> {
  const rows = await db.system((tx) =>
    tx.query<{ tenant_id: string }>(
      sql`SELECT DISTINCT tenant_id FROM memberships WHERE expires_at <= ${clock.now()}::timestamptz`,
    ),
  );
  return rows.map((row) => row.tenant_id);
}
