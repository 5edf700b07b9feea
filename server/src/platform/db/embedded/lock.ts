import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../errors.ts';

const SQLITE_BUSY = 5;

/** Held by reference as well: a lock that is garbage collected is released. */
const held = new Set<DatabaseSync>();

/**
 * Takes the data folder for this process, making it when absent; the answer gives it back. CONFLICT when
 * another process has it, PRECONDITION_FAILED when it cannot be written to.
 *
 * The lock is the operating system's, reached through SQLite's locking of an empty file. It ends with the
 * process, however that dies, so there is no stale lock to judge by a pid that may be another program's by
 * now, or another container's. The file beside it names the holder for people, and decides nothing.
 */
export function lockDataFolder(home: string): () => void {
  const folder = resolve(home);
  const lock = acquire(folder);
  held.add(lock);
  return () => {
    if (held.delete(lock)) lock.close();
  };
}

function acquire(folder: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  const holderFile = join(folder, 'lock.pid');
  try {
    // Others may pass through, not look around: root's PostgreSQL may have to run as one of them.
    mkdirSync(folder, { recursive: true, mode: 0o711 });
    lock = new DatabaseSync(join(folder, 'lock'), { timeout: 0 });
    chmodSync(join(folder, 'lock'), 0o600);
    // In memory, so that no journal is left beside the file.
    lock.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    writeFileSync(holderFile, `${process.pid}\n`);
    return lock;
  } catch (error) {
    lock?.close();
    if (isBusy(error)) throw refuse(folder, holderFile);
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('PRECONDITION_FAILED', `the data folder ${folder} (JOINERY_HOME) cannot be used: ${reason}`, {
      cause: error,
    });
  }
}

function refuse(folder: string, holderFile: string): AppError {
  const holder = readHolder(holderFile);
  return new AppError(
    'CONFLICT',
    `another Joinery${holder ? ` (pid ${holder})` : ''} is running on ${folder}; stop it or set JOINERY_HOME`,
  );
}

/** Empty in the moment between taking the lock and writing it down. */
function readHolder(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
}
