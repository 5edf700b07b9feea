import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AppError } from '../../../errors.ts';
import type { Binaries } from './binaries.ts';
import { type Account, type Outcome, runProgram, type SystemUser } from './program.ts';

const OURSELVES: Account = { prefix: [], owner: undefined };

/** Accounts that own nothing of value, the best first. */
const UNPRIVILEGED = ['postgres', 'nobody', 'daemon'];

/**
 * As whom PostgreSQL runs. An ordinary user: as itself. PostgreSQL refuses root, so root puts it
 *
 * 1. into a user namespace where our uid has another number while every file stays ours: nothing to
 *    chown, and folders that only root may enter are no obstacle;
 * 2. where namespaces are refused (some containers, no util-linux), under an unprivileged account of
 *    the system, which then must be able to reach the binaries and the data.
 *
 * PRECONDITION_FAILED when neither works, naming what is in the way.
 */
export async function chooseAccount(binaries: Binaries): Promise<Account> {
  if (process.getuid?.() !== 0) {
    await demand(OURSELVES, binaries);
    return OURSELVES;
  }
  const user = await findUnprivilegedUser();
  const namespaced = inUserNamespace(user);
  if ((await probe(namespaced, binaries)).code === 0) return namespaced;
  const switched: Account = { prefix: [], owner: user };
  await requireReach(switched, binaries.directory);
  await demand(switched, binaries);
  return switched;
}

/** PRECONDITION_FAILED when the account may not enter the folder, or one above it. */
export async function requireReach(account: Account, directory: string): Promise<void> {
  if (!account.owner) return;
  for (const folder of withParents(directory)) {
    const { code } = await runProgram(account, '/bin/sh', ['-c', 'test -x "$0"', folder]);
    if (code === 0) continue;
    throw new AppError(
      'PRECONDITION_FAILED',
      `PostgreSQL does not run as root, and the user "${account.owner.name}", as whom it would run instead, may not enter ${folder}: ` +
        'start Joinery as an ordinary user, or install `unshare` (util-linux) and allow user namespaces, ' +
        `or move the project and JOINERY_HOME elsewhere, or \`chmod o+x ${folder}\`, or set DATABASE_URL`,
    );
  }
}

/** `/a/b` → `/`, `/a`, `/a/b`. */
function withParents(directory: string): string[] {
  const parent = dirname(directory);
  return parent === directory ? [directory] : [...withParents(parent), directory];
}

/** initdb looks its uid up, so the number must be one that the system has a name for. */
function inUserNamespace(user: SystemUser): Account {
  return { prefix: ['unshare', '--user', `--map-user=${user.uid}`, `--map-group=${user.gid}`], owner: undefined };
}

function probe(account: Account, binaries: Binaries): Promise<Outcome> {
  return runProgram(account, binaries.postgres, ['--version']);
}

async function demand(account: Account, binaries: Binaries): Promise<void> {
  const { code, output } = await probe(account, binaries);
  if (code === 0) return;
  throw new AppError(
    'PRECONDITION_FAILED',
    `the embedded PostgreSQL does not run on this machine (${binaries.postgres}: ${output}); set DATABASE_URL to use another`,
  );
}

async function findUnprivilegedUser(): Promise<SystemUser> {
  const entries = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of UNPRIVILEGED) {
    const entry = entries.find((fields) => fields[0] === name);
    const user = { name, uid: Number(entry?.[2]), gid: Number(entry?.[3]) };
    if (user.uid > 0 && user.gid > 0) return user;
  }
  throw new AppError(
    'PRECONDITION_FAILED',
    `PostgreSQL does not run as root, and the system has none of the users ${UNPRIVILEGED.join(', ')}: start Joinery as an ordinary user, or set DATABASE_URL`,
  );
}
