import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';

/**
 * Gives way: the threads in which a process's guests run come last from here on. Its main thread keeps its place, which
 * watches over them. Where threads have no priority of their own, the kill at the deadline is what remains.
 */
export function letOthersFirst(pid: number | undefined): void {
  for (const thread of threadsOf(pid)) {
    if (thread === pid) continue;
    try {
      setPriority(thread, constants.priority.PRIORITY_LOW);
    } catch {
      // A thread that has ended since needs no priority.
    }
  }
}

function threadsOf(pid: number | undefined): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [];
  }
}
