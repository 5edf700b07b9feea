import { sql } from '../../platform/db/index.ts';
import type { TxContext } from '../../transaction.ts';

/** What versions call their actions for people, by the version's id and then by the action's; nothing else of them is read. */
export async function readActionTitles(
  { tx }: TxContext,
  versionIds: readonly string[],
): Promise<Map<string, ReadonlyMap<string, string>>> {
  const rows = await tx.query<{ id: string; titles: Record<string, string> }>(sql`
    SELECT v.id, jsonb_object_agg(action->>'id', action->>'title') AS titles
    FROM plugin_versions v, jsonb_array_elements(v.manifest->'actions') AS action
    WHERE v.id = ANY (${[...versionIds]}::uuid[])
    GROUP BY v.id`);
  return new Map(rows.map(({ id, titles }) => [id, new Map(Object.entries(titles))]));
}
