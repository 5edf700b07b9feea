import type pg from 'pg';

const SHOWN = 14;
const TEXT_LENGTH = 110;

/** Makes the database count its time by statement, from its next start on. */
export async function trackStatements(database: pg.Client): Promise<void> {
  await database.query(`ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'`);
  await database.query('CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
}

/** Counts from now on, planning too. */
export async function forgetStatements(database: pg.Client): Promise<void> {
  await database.query('ALTER SYSTEM SET pg_stat_statements.track_planning = on');
  await database.query('SELECT pg_reload_conf()');
  await database.query('SELECT pg_stat_statements_reset()');
}

/** The statements that took the most time since the last reset, our own apart, as text. */
export async function describeStatements(database: pg.Client): Promise<string> {
  const { rows } = await database.query(
    `SELECT query, calls, rows, total_exec_time AS ms, plans, total_plan_time AS plan_ms, max_exec_time AS most_ms, wal_bytes / 1e6 AS wal_mb
     FROM pg_stat_statements WHERE query NOT LIKE '%pg_stat_statements%' ORDER BY total_exec_time + total_plan_time DESC LIMIT $1`,
    [SHOWN],
  );
  const lines = rows.map(({ query, calls, rows, ms, plans, plan_ms, most_ms, wal_mb }) => {
    const text = String(query).replaceAll(/\s+/g, ' ').trim().slice(0, TEXT_LENGTH);
    return `${(ms / 1000).toFixed(2).padStart(8)} s ${String(calls).padStart(8)} × ${(ms / calls).toFixed(2).padStart(8)} ms (most ${most_ms.toFixed(0)}), planned ${(plan_ms / 1000).toFixed(2)} s ${plans} ×,${String(rows).padStart(8)} rows ${Number(wal_mb).toFixed(0).padStart(6)} MB WAL  ${text}`;
  });
  return ['where the database’s time went (waits included):', ...lines].join('\n');
}
