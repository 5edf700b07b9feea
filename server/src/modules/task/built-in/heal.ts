import { sql } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';
import { BUILT_IN_TASKS } from './definitions.ts';
import { seedBuiltInTasks } from './seed.ts';

const TENANTS_A_BATCH = 500;

/** Gives every tenant the built-in tasks that this version knows: tenants made by an older one lack some. */
export async function healBuiltInTasks({ db, clock, log }: Services): Promise<void> {
  const types = BUILT_IN_TASKS.map(({ type }) => type);
  for (;;) {
    const seeded = await db.system(async (tx) => {
      const rows = await tx.query<{ id: string }>(sql`
        SELECT t.id FROM tenants t
        WHERE (SELECT count(*) FROM tasks b
               WHERE b.tenant_id = t.id AND b.is_built_in AND b.type = ANY(${types}::text[])) < ${types.length}
          AND NOT EXISTS (SELECT 1 FROM tasks n
                          WHERE n.tenant_id = t.id AND NOT n.is_built_in AND n.name = ANY(${types}::text[]))
        ORDER BY t.id LIMIT ${TENANTS_A_BATCH}`);
      const ids = rows.map((row) => row.id);
      return ids.length === 0 ? 0 : seedBuiltInTasks(tx, ids, clock.now());
    });
    if (seeded === 0) return;
    log.info({ tasks: seeded }, 'tasks: built-in ones were added to tenants that lacked them');
  }
}
