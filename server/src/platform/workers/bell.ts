export interface Bell {
  ring(): void;
  /** Forgets what has rung so far: the caller is about to look. */
  reset(): void;
  /** Waits until it rings; at once when it has since the last reset. */
  wait(ms: number): Promise<void>;
  /** Waits, whatever rings. */
  waitSilently(ms: number): Promise<void>;
}

/** Waits that a signal cuts short; a signal that comes between two waits is not lost. */
export function createBell(): Bell {
  let hasRung = false;
  let wake: (() => void) | undefined;
  const waitFor = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(finish, ms);
      function finish() {
        clearTimeout(timer);
        wake = undefined;
        resolve();
      }
      wake = finish;
    });
  return {
    ring: () => {
      hasRung = true;
      wake?.();
    },
    reset: () => {
      hasRung = false;
    },
    wait: (ms) => (hasRung ? Promise.resolve() : waitFor(ms)),
    waitSilently: (ms) => new Promise<void>((resolve) => setTimeout(resolve, ms)),
  };
}
