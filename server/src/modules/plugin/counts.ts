import { sql } from '../../platform/db/index.ts';
import type { Services } from '../../services.ts';

export interface RunCounts {
  runs: number;
  failures: number;
}

/** In how many tenants plugins are installed: numbers only, over all of them. */
export async function installCounts({ db }: Services, pluginIds: string[]): Promise<Map<string, number>> {
  const rows = await db.system((tx) =>
    tx.query<{ plugin_id: string; count: number }>(sql`
      SELECT plugin_id, count(*)::int AS count FROM installations
      WHERE plugin_id = ANY (${pluginIds}::uuid[]) GROUP BY plugin_id`),
  );
  return new Map(rows.map((row) => [row.plugin_id, row.count]));
}

/** How often versions ran, and how often in vain, over all tenants. */
export async function runCounts({ db }: Services, versionIds: string[]): Promise<Map<string, RunCounts>> {
  const rows = await db.system((tx) =>
    tx.query<{ id: string; runs: string; failures: string }>(sql`
      SELECT plugin_version_id AS id, runs, failures FROM plugin_version_stats
      WHERE plugin_version_id = ANY (${versionIds}::uuid[])`),
  );
  return new Map(rows.map(({ id, runs, failures }) => [id, { runs: Number(runs), failures: Number(failures) }]));
}
