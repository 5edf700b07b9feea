import { chown, lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../errors.ts';
import type { Account } from './program.ts';

/**
 * Gives a folder and all in it to the account that PostgreSQL runs as. Root may have run it as another
 * account before; an ordinary user cannot take what is not theirs (PRECONDITION_FAILED).
 */
export async function giveTo(account: Account, directory: string): Promise<void> {
  const ourUid = process.getuid?.();
  if (ourUid === undefined) return;
  const owner = account.owner ?? { uid: ourUid, gid: process.getgid?.() ?? 0 };
  if ((await lstat(directory)).uid === owner.uid) return;
  if (ourUid !== 0) {
    throw new AppError(
      'PRECONDITION_FAILED',
      `${directory} belongs to another user: start Joinery as that user, or set JOINERY_HOME to a folder of your own`,
    );
  }
  await chownAll(directory, owner.uid, owner.gid);
}

/** The folder itself comes last: as long as it has the old owner, an interrupted change is made again. */
async function chownAll(path: string, uid: number, gid: number): Promise<void> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  for (const entry of entries) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), uid, gid);
  }
  await chown(path, uid, gid);
}
