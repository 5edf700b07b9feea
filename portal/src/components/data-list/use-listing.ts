'use client';

import { type inferParserType, type ParserMap, useQueryStates } from 'nuqs';
import { listParsers, type PageInput, pageOf, urlKeysOf } from './list-state';
import type { Listing } from './listing';
import { useListState } from './use-list-state';

/** A listing at what the URL says now: what to ask for, and whether it is narrowed. */
export function useListing<Data, Variables extends object, Row, Filters extends ParserMap>({
  filters: parsers,
  variables,
  scope,
}: Listing<Data, Variables, Row, Filters>) {
  const controls = useListState(scope);
  const all: ParserMap = { ...listParsers, ...parsers };
  const [values, setValues] = useQueryStates(all, { history: 'replace', urlKeys: urlKeysOf(all, scope) });
  const filters = values as inferParserType<Filters>;
  const { state } = controls;
  const isFiltered = Object.keys(parsers).some((name) => values[name] !== null);
  return {
    controls,
    variables: (page: PageInput = pageOf(state)) => variables(state, filters, page),
    isNarrowed: isFiltered || state.q !== '' || state.pages.length > 0,
    /** Shows everything again. */
    clear: () => void setValues(null),
  };
}
