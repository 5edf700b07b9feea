import { mkdtemp, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const IN_MEMORY = '/dev/shm';
/** Each test file has a database of its own, and three or four files run at once. */
const ENOUGH_BYTES = 4 * 2 ** 30;

/**
 * A new folder for files that nobody will miss: in memory where there is plenty, because a disk's file system is slow
 * at the thousands of small files that a database is made of and that go away with it.
 */
export async function makeScratchFolder(prefix: string): Promise<string> {
  return mkdtemp(join((await hasRoom()) ? IN_MEMORY : tmpdir(), prefix));
}

async function hasRoom(): Promise<boolean> {
  try {
    const { bavail, bsize } = await statfs(IN_MEMORY);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}
