import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 100;

/** Looks ten times a second until the condition holds; throws after the time is over. */
export async function until(condition: () => boolean | Promise<boolean>, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs / 1000} s in vain`);
    await pause(LOOK_MS);
  }
}

/** Waits for a count to reach `wanted`; gives up, without failing, when it stands still for so long. */
export async function untilCounted(count: () => Promise<number>, wanted: number, standstillMs: number): Promise<void> {
  let last = -1;
  let movedAt = Date.now();
  for (;;) {
    const current = await count();
    if (current >= wanted) return;
    if (current !== last) movedAt = Date.now();
    last = current;
    if (Date.now() - movedAt > standstillMs) return;
    await pause(LOOK_MS);
  }
}
