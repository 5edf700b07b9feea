/**
 * Migrates the database and ends: `node server/dist/cli/migrate.js`, with DATABASE_URL. For deployments that migrate
 * before they roll out; a server that starts migrates by itself, too.
 */
import 'reflect-metadata';
import { readConfig } from '../config.ts';
import { AppError, invalidField } from '../errors.ts';
import { migrateDatabase } from '../migrate.ts';

async function run(): Promise<void> {
  const { databaseUrl } = readConfig(process.env);
  if (!databaseUrl) throw invalidField('DATABASE_URL', 'names the database to migrate');
  const { applied } = await migrateDatabase({ url: databaseUrl });
  console.log(applied.length > 0 ? `applied ${applied.join(', ')}` : 'the database is up to date');
}

try {
  await run();
} catch (error) {
  console.error(error instanceof AppError ? error.message : error);
  process.exitCode = 1;
}
