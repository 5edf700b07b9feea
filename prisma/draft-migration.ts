/**
 * Writes the SQL of a new migration: `node prisma/dist/draft-migration.js <name> [revision] [database url]`. Compares the data model
 * of the given revision (HEAD when absent, `empty` for none) with that of the working tree. The result is a draft:
 * row-level security, grants, checks and partial indexes are added by hand.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MigrationAdapter } from './migration-adapter.ts';
import { openSchemaEngine } from './schema-engine.ts';

const SCHEMA = 'prisma/schema';
const [name, revision = 'HEAD', url = 'postgresql://postgres@127.0.0.1:5432/postgres'] = process.argv.slice(2);
if (!name || !/^[a-z0-9_]+$/.test(name))
  throw new Error('usage: draft-migration <snake_case_name> [revision] [database url]');

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' });

function committedModel() {
  const paths = git('ls-tree', '--name-only', revision, `${SCHEMA}/`).split('\n').filter(Boolean);
  return paths.map((path) => ({ path, content: git('show', `${revision}:${path}`) }));
}

const current = readdirSync(SCHEMA).map((file) => ({
  path: join(SCHEMA, file),
  content: readFileSync(join(SCHEMA, file), 'utf8'),
}));

// The engine wants a server to talk to, though the comparison reads data models only.
const engine = await openSchemaEngine(new MigrationAdapter(url));
const { stdout } = await engine.diff({
  from: revision === 'empty' ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: committedModel() },
  to: { tag: 'schemaDatamodel', files: current },
  script: true,
  exitCode: null,
  filters: { externalTables: [], externalEnums: [] },
});
const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const folder = join('prisma/migrations', `${stamp}_${name}`);
mkdirSync(folder);
writeFileSync(join(folder, 'migration.sql'), stdout ?? '');
process.stdout.write(`${folder}\n`);
