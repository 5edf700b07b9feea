import { systemContext } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { sql } from '../../platform/db/index.ts';
import { newId } from '../../platform/id.ts';
import type { Services } from '../../services.ts';
import { isHigher } from '../plugin/index.ts';
import { AutoUpdateJob } from './auto-update.job.ts';
import { upgradeInstallation } from './upgrade.ts';

interface Outdated {
  tenant_id: string;
  id: string;
  installed: string;
  offered: string;
}

/** Looks every ten minutes, on one worker of the deployment. */
export async function startAutoUpdate(services: Services): Promise<{ stop(): Promise<void> }> {
  await services.queue.work(AutoUpdateJob, async () => {
    await autoUpdate(services);
  });
  return { stop: async () => undefined };
}

/**
 * Upgrades the installations whose tenants have asked for it and whose plugin offers a newer version. One that may do more
 * waits for a person: it is refused, which is audited, by the same verb that a person calls. Answers how many were taken.
 */
export async function autoUpdate(services: Services): Promise<number> {
  const found = await services.db.system((tx) =>
    tx.query<Outdated>(sql`
      SELECT i.tenant_id, i.id, v.version AS installed, p.latest_version AS offered
      FROM installations i
      JOIN plugins p ON p.id = i.plugin_id
      JOIN plugin_versions v ON v.id = i.plugin_version_id
      JOIN plugin_versions o ON o.plugin_id = p.id AND o.version = p.latest_version
      WHERE i.auto_update AND o.id <> v.id
        AND NOT EXISTS (SELECT FROM audit_records a
                        WHERE a.tenant_id = i.tenant_id AND a.action = 'plugin.upgraded' AND a.outcome = 'failed'
                          AND a.target_id = i.id::text AND a.at > o.decided_at)`),
  );
  let taken = 0;
  for (const { tenant_id: tenantId, id, installed, offered } of found) {
    if (isHigher(offered, installed) && (await upgrade(services, tenantId, id))) taken += 1;
  }
  return taken;
}

async function upgrade(services: Services, tenantId: string, id: string): Promise<boolean> {
  try {
    await upgradeInstallation(systemContext(services, tenantId, newId()), { id });
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) {
      services.log.warn({ err: error, tenantId, installationId: id }, 'plugins: an update by itself failed');
    }
    return false;
  }
}
