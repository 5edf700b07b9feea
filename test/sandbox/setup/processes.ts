import { readdirSync, readFileSync } from 'node:fs';

export interface ChildProcessSeen {
  pid: number;
  rssMb: number;
}

/** The processes that the sandboxes of this test hold, as the operating system sees them. */
export function sandboxProcesses(): ChildProcessSeen[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0)
    .flatMap((pid) => {
      try {
        const isOurs = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('sandbox/child');
        const [, , , parent] = readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/\(.*\)/, '()')
          .split(' ');
        if (!isOurs || Number(parent) !== process.pid) return [];
        const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]);
        return [{ pid, rssMb: (pages * 4096) / 2 ** 20 }];
      } catch {
        // It ended while we looked.
        return [];
      }
    });
}
