import 'server-only';
import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { callApiOnServer } from './call-api-on-server';
import type { Document } from './document';
import { liveCursorQuery } from './live-cursor.documents';
import { queryKeyOf } from './query-options';

// biome-ignore lint/suspicious/noExplicitAny: queries of all kinds stand in one list
type AnyQuery = readonly [Document<any, any>, object];

/** Pairs a document with its variables, typed, for `Prefetched`. */
export function prefetch<Data, Variables extends object>(
  document: Document<Data, Variables>,
  variables: Variables,
): AnyQuery {
  return [document, variables];
}

/**
 * Asks the API on the server, so that the first paint has its data; `useQuery(apiQuery(…))` below finds it there. What
 * fails is asked again by the page, which tells the error.
 */
export async function Prefetched({ queries, children }: { queries: readonly AnyQuery[]; children: ReactNode }) {
  const client = new QueryClient();
  const ask = ([document, variables]: AnyQuery) =>
    client.prefetchQuery({
      queryKey: queryKeyOf(document, variables),
      queryFn: () => callApiOnServer(document, variables),
      retry: false,
    });
  // First: live data goes on from here, so that nothing is missed between this and the opening of a socket.
  await ask([liveCursorQuery, {}]);
  await Promise.all(queries.map(ask));
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
