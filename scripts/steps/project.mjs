import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program that a package brought. */
export const tool = (name) => join(root, 'node_modules/.bin', name);

/** Node as the server wants it; the machine's own may be older. */
export const RUNTIME_MAJOR = 24;
export const runtime = tool('node');

/** The major version of a Node binary; 0 when it does not run. */
export function majorOf(node) {
  const args = ['-p', 'process.versions.node.split(".")[0]'];
  try {
    return Number(execFileSync(node, args, { stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return 0;
  }
}
