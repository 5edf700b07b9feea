/**
 * An iterable for graphql-ws that yields nothing and ends when it is told to: the operation's messages are sent past
 * it, straight to the socket. `leave` runs once, whichever way the operation ends.
 */
export function silentUntil(leave: () => void): AsyncGenerator<never, void, void> {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const finish = async (): Promise<IteratorReturnResult<void>> => {
    end();
    return { done: true, value: undefined };
  };
  void ended.then(leave);
  const iterator = {
    next: () => ended.then(() => ({ done: true as const, value: undefined })),
    return: finish,
    throw: finish,
    [Symbol.asyncIterator]: () => iterator,
    [Symbol.asyncDispose]: async () => {
      await finish();
    },
  };
  return iterator;
}
