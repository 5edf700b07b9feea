/** Asks for the next item while the one before is being worked on: one ahead, no more. */
export async function* oneAhead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    let next = items.next();
    for (;;) {
      const { value, done } = await next;
      if (done) return;
      next = items.next();
      // Awaited when its turn comes; until then nobody else looks at its error.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await items.return(undefined);
  }
}

/**
 * Gathers what comes into arrays of `size`; the last may be shorter. When the source breaks off, what it gave before is
 * still handed on, and then its error.
 */
export async function* inChunks<T>(items: AsyncIterable<T> | Iterable<T>, size: number): AsyncGenerator<T[]> {
  let chunk: T[] = [];
  let broken: { error: unknown } | undefined;
  try {
    for await (const item of items) {
      chunk.push(item);
      if (chunk.length < size) continue;
      yield chunk;
      chunk = [];
    }
  } catch (error) {
    broken = { error };
  }
  if (chunk.length > 0) yield chunk;
  if (broken) throw broken.error;
}
