'use client';

import { useEffect, useEffectEvent } from 'react';
import type { Document } from '../api/document';
import { coalesce } from './coalesce';

const EVERY_MS = 250;

interface Cursored {
  readonly cursor?: string | null;
}

/**
 * Listens to a subscription for as long as the component is there. `onRows` gets what came since the last time, in
 * order, a few times a second at most. After a lost connection it goes on from the last cursor, so nothing is missed:
 * the document takes `$after` and asks for `cursor`.
 */
export function useLive<Data extends Record<string, Cursored | unknown>, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Omit<Variables, 'after'>,
  onRows: (rows: readonly Data[]) => void,
  { isEnabled = true, after }: { isEnabled?: boolean; after?: string | undefined } = {},
): void {
  const hand = useEffectEvent(onRows);
  const begin = useEffectEvent(() => after);
  const key = JSON.stringify(variables);
  const text = document.toString();
  useEffect(() => {
    if (!isEnabled) return;
    const gathered = coalesce<Data>((rows) => hand(rows), EVERY_MS);
    const leave = listen<Data>(text, JSON.parse(key), begin(), gathered.add);
    return () => {
      leave();
      gathered.stop();
    };
  }, [text, key, isEnabled]);
}

/** Subscribes, and again from the last cursor whenever the server ends it. The socket itself is the client's care. */
function listen<Data>(
  query: string,
  variables: Record<string, unknown>,
  after: string | undefined,
  take: (data: Data) => void,
): () => void {
  let isOver = false;
  let cursor = after;
  let dispose: (() => void) | undefined;
  const subscribe = async () => {
    // Loaded by the pages that are live, not by all.
    const { liveClient } = await import('./live-client');
    if (isOver) return;
    // Read anew at each connection: graphql-ws sends the payload again when it reconnects.
    const payload = {
      query,
      get variables() {
        return cursor === undefined ? variables : { ...variables, after: cursor };
      },
    };
    dispose = liveClient().subscribe<Data>(payload, {
      next: ({ data }) => {
        if (!data) return;
        const [row] = Object.values(data as Record<string, Cursored | null>);
        cursor = row?.cursor ?? cursor;
        take(data);
      },
      error: () => undefined,
      complete: () => undefined,
    });
  };
  void subscribe();
  return () => {
    isOver = true;
    dispose?.();
  };
}
