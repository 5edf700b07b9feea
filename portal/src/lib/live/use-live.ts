'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { LiveCursorQuery } from '../../../generated/graphql';
import type { Document } from '../api/document';
import { liveCursorQuery } from '../api/live-cursor.documents';
import { queryKeyOf } from '../api/query-options';
import { coalesce } from './coalesce';
import { listen } from './listen';

const EVERY_MS = 250;

/**
 * Listens to a subscription for as long as the component is there. `onRows` gets what came since the last time, in
 * order, a few times a second at most. After a lost connection it goes on from the last cursor, so nothing is missed:
 * the document takes `$after` and asks for `cursor`. What a page's server has read is not missed either: a row may
 * come that is known already.
 */
export function useLive<Data extends object, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Omit<Variables, 'after'>,
  onRows: (rows: readonly Data[]) => void,
  { isEnabled = true, after }: { isEnabled?: boolean; after?: string | undefined } = {},
): void {
  const client = useQueryClient();
  const hand = useEffectEvent(onRows);
  // Where the caller says, or where live data stood when the server began to make this page.
  const begin = useEffectEvent(
    () => after ?? client.getQueryData<LiveCursorQuery>(queryKeyOf(liveCursorQuery, {}))?.liveCursor,
  );
  const key = JSON.stringify(variables);
  const query = document.toString();
  useEffect(() => {
    if (!isEnabled) return;
    const gathered = coalesce<Data>((rows) => hand(rows), EVERY_MS);
    const leave = listen<Data>({ query, variables: JSON.parse(key), after: begin() }, gathered.add);
    return () => {
      leave();
      gathered.stop();
    };
  }, [query, key, isEnabled]);
}
