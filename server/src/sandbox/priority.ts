import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism, constants, setPriority } from 'node:os';

/**
 * Keeps processes to the last half of the processors. A low priority alone is not enough: many kernels let even the
 * least of all threads finish its tick before another gets the processor, at each of a run's steps.
 */
export const TO_FEW_PROCESSORS = [
  'taskset',
  '--cpu-list',
  `${Math.ceil(availableParallelism() / 2)}-${availableParallelism() - 1}`,
] as const;

/** Gives way: the threads of the process's guests come last from here on. Its main thread, which watches them, does not. */
export function letOthersFirst(pid: number | undefined): void {
  if (pid === undefined) return;
  for (const thread of threadsOf(pid)) if (thread !== pid) putLast(thread);
  const [file, option, processors] = TO_FEW_PROCESSORS;
  const keeping = spawn(file, ['--all-tasks', option, '--pid', processors, String(pid)], { stdio: 'ignore' });
  // Where there is no such program, priorities are what remains.
  keeping.once('error', () => undefined);
}

function putLast(thread: number): void {
  try {
    setPriority(thread, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended since, and needs no priority.
  }
}

function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    return [];
  }
}
