import { AppError } from '../../errors.ts';

export type HashingGate = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Lets `maxConcurrent` pieces of work run at a time and `maxQueued` wait, first come, first served. Past that,
 * LIMIT_EXCEEDED at once: a flood of sign-ins must not take the memory and processors of everything else.
 */
export function createHashingGate(maxConcurrent: number, maxQueued: number): HashingGate {
  let running = 0;
  const waiting = new Set<() => void>();

  const enter = (): Promise<void> | undefined => {
    if (running < maxConcurrent) {
      running += 1;
      return undefined;
    }
    if (waiting.size >= maxQueued) {
      throw new AppError('LIMIT_EXCEEDED', 'too many sign-ins at once; try again shortly', { retryAfterSeconds: 5 });
    }
    return new Promise((resolve) => waiting.add(resolve));
  };

  /** The place goes to the longest waiting, without being free in between. */
  const leave = () => {
    const [next] = waiting;
    if (next) {
      waiting.delete(next);
      next();
    } else {
      running -= 1;
    }
  };

  return async (work) => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
