import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MigrationAdapter } from './migration-adapter.ts';
import { openSchemaEngine } from './schema-engine.ts';

export interface MigrateOptions {
  /** Connection string of an owner of the database (PostgreSQL ≥ 15). The database must exist. */
  url: string;
  /** Folder of the migrations; this package's own when absent. */
  directory?: string;
}

const NO_FILTERS = { externalTables: [], externalEnums: [] };

/** Applies what is in `migrations/` and not yet in the database, in order; answers the names applied. */
export async function migrate(options: MigrateOptions): Promise<{ applied: string[] }> {
  const directory = options.directory ?? ownMigrations();
  const adapter = new MigrationAdapter(options.url);
  const engine = await openSchemaEngine(adapter);
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: await readMigrations(directory),
      filters: NO_FILTERS,
    });
    return { applied: appliedMigrationNames };
  } finally {
    engine.free();
    await adapter.close();
  }
}

/** The same folder whether this file runs from its source or from `dist/`. */
function ownMigrations(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return join(here.endsWith('dist') ? dirname(here) : here, 'migrations');
}

async function readMigrations(baseDir: string) {
  const names = (await readdir(baseDir, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const migrationDirectories = await Promise.all(
    names
      .map((entry) => entry.name)
      .sort()
      .map(async (path) => ({
        path,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(join(baseDir, path, 'migration.sql'), 'utf8') },
        },
      })),
  );
  const lockfile = {
    path: 'migration_lock.toml',
    content: await readFile(join(baseDir, 'migration_lock.toml'), 'utf8'),
  };
  return { baseDir, lockfile, shadowDbInitScript: '', migrationDirectories };
}
