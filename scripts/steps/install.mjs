import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostEnvironment } from './environment.mjs';
import { step } from './progress.mjs';
import { majorOf, RUNTIME_MAJOR, root, runtime } from './project.mjs';
import { runQuietly } from './run.mjs';

/**
 * Not `npm ci`: it refuses a lock that leaves out an optional package of another platform, as npm writes it where a
 * registry does not have that one; and it takes node_modules away from under whatever else runs.
 */
const INSTALL = [
  'install',
  '--no-save',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

/** Installs the versions that package-lock.json names, unless they are there already. */
export async function install() {
  if (isInstalled()) return;
  await step('installing packages (a minute, the first time)', () =>
    runQuietly('npm', INSTALL, { env: hostEnvironment }),
  );
  if (majorOf(runtime) < RUNTIME_MAJOR) {
    throw new Error(
      `The package "node" did not bring Node ${RUNTIME_MAJOR}. Does npm run with ignore-scripts? Then: npm rebuild node`,
    );
  }
}

/** npm keeps its own record of what it installed, written when an installation is complete. */
function isInstalled() {
  const wanted = readLock('package-lock.json');
  const present = readLock('node_modules/.package-lock.json');
  if (!wanted || !present) return false;
  const isMissing = ([path, entry]) => {
    // The root and the workspaces are here anyway; what is optional may be for another platform.
    if (!path.includes('node_modules/') || entry.link || entry.optional || entry.devOptional) return false;
    return !present[path] || present[path].version !== entry.version;
  };
  return !Object.entries(wanted).some(isMissing) && majorOf(runtime) >= RUNTIME_MAJOR;
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
