import { createLoader, type inferParserType, type ParserMap, type SearchParams } from 'nuqs/server';
import type { ComponentType } from 'react';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { type ListState, listParsers, pageOf, urlKeysOf } from './list-state';
import type { Listing } from './listing';

/** A list's first page at what the URL says, for `Prefetched`. */
export async function prefetchList<Data, Variables extends object, Row, Filters extends ParserMap>(
  { document, filters, variables, scope }: Listing<Data, Variables, Row, Filters>,
  searchParams: Promise<SearchParams>,
) {
  const load = createLoader(
    { ...listParsers, ...filters },
    { urlKeys: urlKeysOf({ ...listParsers, ...filters }, scope) },
  );
  const state = (await load(searchParams)) as ListState & inferParserType<Filters>;
  return prefetch(document, variables(state, state, pageOf(state)));
}

/** Makes the page of a list: its first paint has the rows. `also` is what else the page asks for. */
export function prefetchedList<Data, Variables extends object, Row, Filters extends ParserMap>(
  listing: Listing<Data, Variables, Row, Filters>,
  List: ComponentType,
  also: readonly ReturnType<typeof prefetch>[] = [],
) {
  return async function ListOfPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
    return (
      <Prefetched queries={[await prefetchList(listing, searchParams), ...also]}>
        <List />
      </Prefetched>
    );
  };
}
