import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { dirname, join } from 'node:path';

export type MemoryGroup =
  | {
      isInForce: true;
      /** Starts a program in the group, in the process that it is itself. */
      command: readonly string[];
      bytes: number;
    }
  | { isInForce: false; problem: string };

const PREFIX = 'joinery-sandbox-';
/** Of what the server may use. When all children together want more, the kernel ends one of them and nothing else. */
const SHARE = 0.5;

/**
 * Makes a group of control groups, version 2, that bounds the memory of all children together; or says why there is
 * none. It is made below the server's own group or, because a group that holds processes may not have bounded groups
 * below it, beside it: which is what `Delegate=` and `DelegateSubgroup=` of systemd prepare.
 *
 * @param mount where the hierarchy is mounted
 * @param membership what `/proc/self/cgroup` says
 */
export function createMemoryGroup(mount = '/sys/fs/cgroup', membership = readOwn()): MemoryGroup {
  const own = /^0::(.*)$/m.exec(membership)?.[1];
  if (own === undefined || !has(join(mount, 'cgroup.controllers'), 'memory')) {
    return { isInForce: false, problem: `${mount} is no hierarchy of version 2 that bounds memory` };
  }
  const folders = [...new Set([join(mount, own), join(mount, dirname(own))])];
  const problems: string[] = [];
  for (const folder of folders) {
    try {
      return { isInForce: true, ...makeGroup(folder) };
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  return { isInForce: false, problem: `no group can be made: ${problems[0]}` };
}

function makeGroup(folder: string): { command: readonly string[]; bytes: number } {
  if (!has(join(folder, 'cgroup.subtree_control'), 'memory')) {
    writeFileSync(join(folder, 'cgroup.subtree_control'), '+memory');
  }
  removeAbandoned(folder);
  const group = join(folder, `${PREFIX}${process.pid}`);
  mkdirSync(group, { recursive: true });
  const bytes = Math.floor(Math.min(process.constrainedMemory() || Infinity, totalmem()) * SHARE);
  writeFileSync(join(group, 'memory.max'), String(bytes));
  return { command: ['sh', '-c', 'echo $$ > "$0" && exec "$@"', join(group, 'cgroup.procs')], bytes };
}

/** Groups of servers that were killed: empty ones, or they could not be removed. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith(PREFIX) || isRunning(Number(name.slice(PREFIX.length)))) continue;
    try {
      rmdirSync(join(folder, name));
    } catch {
      // Something is still in it, and the next start looks again.
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function has(file: string, controller: string): boolean {
  try {
    return readFileSync(file, 'utf8').trim().split(/\s+/).includes(controller);
  } catch {
    return false;
  }
}

function readOwn(): string {
  try {
    return readFileSync('/proc/self/cgroup', 'utf8');
  } catch {
    return '';
  }
}
