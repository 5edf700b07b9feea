/** Gathers what comes quickly and hands it on a few times a second, the first at once. Answers how to stop. */
export function coalesce<Item>(handOn: (items: readonly Item[]) => void, everyMs: number) {
  let waiting: Item[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    timer = setTimeout(flush, everyMs);
    handOn(items);
  };
  return {
    add(item: Item): void {
      waiting.push(item);
      timer ??= setTimeout(flush, 0);
    },
    stop(): void {
      clearTimeout(timer);
      waiting = [];
    },
  };
}
