import { rm } from 'node:fs/promises';
import pg from 'pg';
import 'reflect-metadata';
import type { TestProject } from 'vitest/node';
import { migrateDatabase } from '../../server/src/migrate.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/src/platform/db/embedded/index.ts';
import { makeScratchFolder } from './scratch-folder.ts';
import { compileServer } from './server-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Superuser of the PostgreSQL that all test files share, database `postgres`. */
    adminUrl: string;
    /** A migrated database to clone. Nobody can connect to it, so it can be cloned at any time. */
    templateDatabase: string;
  }
}

const TEMPLATE = 'joinery_template';

/** Nothing here outlives the run, so nothing has to reach the disk. Tests of durability start a cluster of their own. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', max_connections: '800' };

/** One PostgreSQL for the whole run, with the schema in a template database. */
export default async function startCluster(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await makeScratchFolder('joinery-test-');
  let postgres: EmbeddedPostgres | undefined;
  const tearDown = async () => {
    await postgres?.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    postgres = await startEmbeddedPostgres({ dataDir, settings: SETTINGS });
    await Promise.all([createTemplate(postgres.url), compileServer()]);
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide('adminUrl', postgres.url);
  project.provide('templateDatabase', TEMPLATE);
  return tearDown;
}

async function createTemplate(adminUrl: string): Promise<void> {
  const admin = new pg.Client(adminUrl);
  await admin.connect();
  try {
    // Each of the thousands of connections proves its password, at both ends, in as many rounds.
    await admin.query('SET scram_iterations = 1');
    await admin.query(`ALTER ROLE CURRENT_USER PASSWORD ${admin.escapeLiteral(new URL(adminUrl).password)}`);
    await admin.query(`CREATE DATABASE ${TEMPLATE}`);
    const url = new URL(adminUrl);
    url.pathname = TEMPLATE;
    await migrateDatabase({ url: url.href });
    await admin.query(`ALTER DATABASE ${TEMPLATE} ALLOW_CONNECTIONS false`);
    // A database with sessions cannot be cloned, and pools keep theirs for a while.
    await admin.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [TEMPLATE]);
  } finally {
    await admin.end();
  }
}
