import { type Database, sql } from '../db/index.ts';

const PLACES_SECONDS = 60;

/** Takes up to so many requests out of an account's budget, which fills by its rate; answers how many, and what is left. */
export async function leaseRequests(
  db: Database,
  key: string,
  { wanted, perSecond, most }: { wanted: number; perSecond: number; most: number },
): Promise<{ granted: number; left: number }> {
  const filled = sql`
    LEAST(${most}::float8, b.tokens
      + GREATEST(0, EXTRACT(EPOCH FROM clock_timestamp() - b.filled_at)::float8) * ${perSecond}::float8)`;
  const [row] = await db.systemOnce<{ granted: number; left: number }>(sql`
    INSERT INTO provider_budgets AS b (key, tokens, granted, filled_at)
    VALUES (${key}, ${most}::float8 - LEAST(${wanted}::int, FLOOR(${most}::float8)), LEAST(${wanted}::int, FLOOR(${most}::float8)),
            clock_timestamp())
    ON CONFLICT (key) DO UPDATE
    SET granted = LEAST(${wanted}::int, FLOOR(${filled})), tokens = ${filled} - LEAST(${wanted}::int, FLOOR(${filled})),
        filled_at = clock_timestamp()
    RETURNING granted, tokens AS "left"`);
  return row ?? { granted: 0, left: 0 };
}

/**
 * Asks for so many places among the requests to an account that run at once; answers how many this holder has now. One
 * that dies gives its places back within a minute.
 */
export function leasePlaces(
  db: Database,
  key: string,
  { holder, wanted, most }: { holder: string; wanted: number; most: number },
): Promise<number> {
  return db.system(async (tx) => {
    // Whoever asks for the same account waits here, and then sees what the one before has written.
    await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
    const [row] = await tx.query<{ places: number }>(sql`
      INSERT INTO provider_places AS p (key, holder, places, expires_at)
      SELECT ${key}, ${holder}::uuid, GREATEST(0, LEAST(${wanted}::int, ${most}::int - COALESCE(SUM(o.places), 0))),
             clock_timestamp() + make_interval(secs => ${PLACES_SECONDS}::int)
      FROM provider_places o WHERE o.key = ${key} AND o.holder <> ${holder}::uuid AND o.expires_at > clock_timestamp()
      ON CONFLICT (key, holder) DO UPDATE SET places = excluded.places, expires_at = excluded.expires_at
      RETURNING places`);
    if (wanted === 0)
      await tx.execute(sql`
        DELETE FROM provider_places WHERE key = ${key} AND (holder = ${holder}::uuid OR expires_at < clock_timestamp())`);
    return row?.places ?? 0;
  });
}
