export interface Endings {
  /** Something was started: how it is ended. */
  add(end: () => Promise<unknown>): void;
  /** Ends everything, the last first, once. What cannot be ended does not keep the rest from it. */
  run(): Promise<void>;
  /** Whether a signal has ended everything. */
  readonly isInterrupted: boolean;
}

/** What has to be ended, whichever way the run ends: Ctrl-C and its like end it too. */
export function createEndings(): Endings {
  const ends: (() => Promise<unknown>)[] = [];
  let running: Promise<void> | undefined;
  let isInterrupted = false;
  const runAll = async () => {
    for (let end = ends.pop(); end; end = ends.pop()) {
      await end().catch((error: Error) => console.error(`could not be ended: ${error.message}`));
    }
  };
  const run = () => {
    running ??= runAll();
    return running;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      isInterrupted = true;
      void run();
    });
  }
  return {
    add: (end) => ends.push(end),
    run,
    get isInterrupted() {
      return isInterrupted;
    },
  };
}
