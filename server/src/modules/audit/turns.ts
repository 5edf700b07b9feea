export interface TurnOptions {
  turn(): Promise<void>;
  /** From the beginning of one turn to the beginning of the next, at least. */
  minIntervalMs: number;
  /** Without being woken, the next turn comes after this. */
  pollMs: number;
  onError(error: unknown): void;
}

export interface Turns {
  wake: () => void;
  /** Waits for the turn under way. */
  stop(): Promise<void>;
}

/** Repeats a piece of work: soon after it was woken, but not too often, and now and then by itself. */
export function startTurns({ turn, minIntervalMs, pollMs, onError }: TurnOptions): Turns {
  let isStopped = false;
  let isWoken = false;
  let startedAt = 0;
  let endWait: ((afterMs: number) => void) | undefined;

  const wait = () =>
    new Promise<void>((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const finish = () => {
        endWait = undefined;
        resolve();
      };
      endWait = (afterMs) => {
        clearTimeout(timer);
        timer = setTimeout(finish, Math.max(0, startedAt + afterMs - Date.now()));
      };
      endWait(isWoken ? minIntervalMs : pollMs);
    });

  const loop = async () => {
    while (!isStopped) {
      startedAt = Date.now();
      isWoken = false;
      await turn().catch(onError);
      if (!isStopped) await wait();
    }
  };

  const running = loop();
  return {
    wake: () => {
      isWoken = true;
      endWait?.(minIntervalMs);
    },
    stop: async () => {
      isStopped = true;
      endWait?.(0);
      await running;
    },
  };
}
