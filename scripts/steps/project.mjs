import { execFileSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

const bin = join(root, 'node_modules/.bin');

/** A program that a package brought. */
export const tool = (name) => join(bin, name);

/** Node as the server wants it; the machine's own may be older. */
export const RUNTIME_MAJOR = 24;
export const runtime = tool('node');

/** The major version of a Node binary; 0 when it does not run. */
export function majorOf(node) {
  try {
    return Number(
      execFileSync(node, ['-p', 'process.versions.node.split(".")[0]'], { stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return 0;
  }
}

const QUIET = {
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
  CHECKPOINT_DISABLE: '1',
  PRISMA_HIDE_UPDATE_MESSAGE: '1',
};

/** For the project's own programs: its Node first, and nothing that calls home. */
export const environment = { ...process.env, ...QUIET, PATH: [bin, process.env.PATH].join(delimiter) };

/** For npm, which replaces the project's Node and so must not run on it. */
export const hostEnvironment = {
  ...process.env,
  ...QUIET,
  PATH: (process.env.PATH || '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(root))
    .join(delimiter),
};
