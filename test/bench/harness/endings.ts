export interface Endings {
  /** Something was started: how it is ended. */
  add(end: () => Promise<unknown>): void;
  /** Ends everything, the last first. What cannot be ended does not keep the rest from it. */
  run(): Promise<void>;
}

/** What has to be ended, whichever way the run ends: Ctrl-C and its like end it too. */
export function createEndings(): Endings {
  const ends: (() => Promise<unknown>)[] = [];
  const run = async () => {
    for (const end of ends.splice(0).toReversed()) {
      await end().catch((error: Error) => console.error(`could not be ended: ${error.message}`));
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      run().finally(() => process.exit(1));
    });
  }
  return { add: (end) => ends.push(end), run };
}
