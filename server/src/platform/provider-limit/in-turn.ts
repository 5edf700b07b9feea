/** Who waits for a place, in the order in which they came. */
export interface Queue {
  waiting: number;
  /** Settled when it is the next one's turn. */
  last: Promise<void>;
  /** Wakes the first of them. */
  wake: (() => void) | undefined;
}

/** After those that came before: nobody is passed by for as long as there are others. False when the signal came first. */
export async function inTurn(
  queue: Queue,
  signal: AbortSignal | undefined,
  work: () => Promise<boolean>,
): Promise<boolean> {
  const before = queue.last;
  const turn = Promise.withResolvers<void>();
  queue.last = turn.promise;
  queue.waiting += 1;
  try {
    await orAborted(before, signal);
    return !signal?.aborted && (await work());
  } finally {
    queue.waiting -= 1;
    void before.then(turn.resolve);
  }
}

/** Until a place is given back in this process, or for a moment: places of other processes are not told of. */
export async function wakeOrLook(
  queue: Queue,
  { mostMs, signal }: { mostMs: number; signal?: AbortSignal | undefined },
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, mostMs);
  queue.wake = resolve;
  await orAborted(promise, signal);
  clearTimeout(timer);
  queue.wake = undefined;
}

async function orAborted(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal || signal.aborted) return signal ? undefined : promise;
  const { promise: aborted, resolve } = Promise.withResolvers<void>();
  const end = () => resolve();
  signal.addEventListener('abort', end, { once: true });
  await Promise.race([promise, aborted]);
  signal.removeEventListener('abort', end);
}
