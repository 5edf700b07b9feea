/**
 * An operation for graphql-ws that yields nothing: its messages are sent past it, straight to the socket. `leave` runs
 * once, when the client completes it or its socket closes.
 */
export function silentOperation(leave: () => void): AsyncGenerator<never, void, void> {
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
