import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../errors.ts';
import type { Binaries } from './binaries.ts';
import { type Account, runProgram } from './program.ts';

export const SUPERUSER = 'postgres';

/** Where things are in the data folder. */
export interface Layout {
  /** PostgreSQL's own folder (PGDATA). */
  cluster: string;
  password: string;
  port: string;
  log: string;
}

export function layoutOf(dataDir: string): Layout {
  return {
    cluster: join(dataDir, 'cluster'),
    password: join(dataDir, 'password'),
    port: join(dataDir, 'port'),
    log: join(dataDir, 'postgres.log'),
  };
}

/** Makes the cluster when there is none; answers the superuser's password. */
export async function openCluster(
  layout: Layout,
  binaries: Binaries,
  account: Account,
  onCreate: () => void,
): Promise<string> {
  if (!existsSync(layout.cluster)) {
    onCreate();
    return createCluster(layout, binaries, account);
  }
  await requireSameVersion(layout, binaries, account);
  const password = (await readFile(layout.password, 'utf8').catch(() => '')).trim();
  if (password) return password;
  throw new AppError('PRECONDITION_FAILED', `the database's password is gone: ${layout.password} is missing or empty`);
}

async function createCluster(layout: Layout, binaries: Binaries, account: Account): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  await writeFile(layout.password, `${password}\n`, { mode: 0o600 });
  // Made beside its place and moved there when whole: a start that is killed in between leaves no half of a cluster.
  const unfinished = `${layout.cluster}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  if (account.owner) await chown(layout.password, account.owner.uid, account.owner.gid);
  const { code, output } = await runProgram(account, binaries.initdb, [
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${layout.password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // PostgreSQL's own locale: text sorts the same on every system, whatever locales it has.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ]);
  if (code !== 0) throw new AppError('INTERNAL', `initdb failed: ${output}`);
  await rename(unfinished, layout.cluster);
  return password;
}

async function requireSameVersion(layout: Layout, binaries: Binaries, account: Account): Promise<void> {
  const made = (await readFile(join(layout.cluster, 'PG_VERSION'), 'utf8')).trim();
  const { output } = await runProgram(account, binaries.postgres, ['--version']);
  const ours = /(\d+)\.\d+/.exec(output)?.[1];
  if (made === ours) return;
  throw new AppError(
    'PRECONDITION_FAILED',
    `${layout.cluster} was made by PostgreSQL ${made}, and this version of Joinery brings ${ours}: dump it with the old version and load it with the new one`,
  );
}
