import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Database } from '../db/index.ts';
import { QUEUE_SCHEMA } from '../queue/index.ts';
import { within } from './deadline.ts';

/** What a process needs to take work; the names are shown to whoever asks. */
export type Part = 'database' | 'database_system' | 'queue' | 'migrations';

/** The parts that do not answer as they should, each with why, which is for the log only. */
export type Unready = { part: Part; cause: Error }[];

const TIMEOUT_MS = 2_000;

/** Makes the check of readiness: an empty list means ready. Checks asked for at the same time are one. */
export function createReadiness(services: { db: Database }): () => Promise<Unready> {
  let running: Promise<Unready> | undefined;
  return () => (running ??= checkAll(services).finally(() => (running = undefined)));
}

async function checkAll({ db }: { db: Database }): Promise<Unready> {
  const { app, system } = db.pools;
  const checks: Record<Part, () => Promise<unknown>> = {
    database: () => app.query('SELECT 1'),
    database_system: () => system.query('SELECT 1'),
    queue: async () => {
      const { rows } = await system.query('SELECT to_regclass($1) IS NOT NULL AS found', [`${QUEUE_SCHEMA}.job`]);
      if (!rows[0]?.found) throw new Error(`there is no table ${QUEUE_SCHEMA}.job`);
    },
    migrations: async () => {
      const query =
        'SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL';
      const { rows } = await system.query<{ name: string }>(query);
      const applied = new Set(rows.map(({ name }) => name));
      const missing = (await migrationNames()).filter((name) => !applied.has(name));
      if (missing.length > 0) throw new Error(`not applied: ${missing.join(', ')}`);
    },
  };
  const unready: Unready = [];
  await Promise.all(
    Object.entries(checks).map(([part, check]) =>
      within(TIMEOUT_MS, check()).catch((cause: Error) => unready.push({ part: part as Part, cause })),
    ),
  );
  return unready;
}

/** The migrations that this version of the server was built with. */
async function migrationNames(): Promise<string[]> {
  const installed = createRequire(import.meta.url).resolve('@joinery/prisma/migrate');
  const entries = await readdir(join(installed, '../../migrations'), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
