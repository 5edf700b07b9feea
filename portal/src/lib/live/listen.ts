interface Subscription {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The cursor to go on from; without one, what happens from now on comes. */
  readonly after: string | undefined;
}

const AGAIN_MS = 2000;

/** Subscribes, and again from the last cursor whenever the connection was given up. Answers how to leave. */
export function listen<Data extends object>(
  { query, variables, after }: Subscription,
  take: (data: Data) => void,
): () => void {
  let isOver = false;
  let cursor = after;
  let dispose: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const payload = {
    query,
    // Read anew each time it is sent: the client sends it again when it has reconnected.
    get variables() {
      return cursor === undefined ? variables : { ...variables, after: cursor };
    },
  };
  const subscribe = async () => {
    // Loaded by the pages that are live, not by all.
    const { liveClient } = await import('./live-client');
    if (isOver) return;
    dispose = liveClient().subscribe<Data>(payload, {
      next: ({ data }) => {
        if (!data) return;
        cursor = cursorOf(data) ?? cursor;
        take(data);
      },
      error: (reason) => {
        // An operation that the API refuses is refused again; a connection that could not be made may be, later.
        if (!isOver && !Array.isArray(reason)) timer = setTimeout(subscribe, AGAIN_MS);
      },
      complete: () => undefined,
    });
  };
  void subscribe();
  return () => {
    isOver = true;
    clearTimeout(timer);
    dispose?.();
  };
}

function cursorOf(data: object): string | undefined {
  const [row] = Object.values(data) as ({ cursor?: string | null } | null)[];
  return row?.cursor ?? undefined;
}
