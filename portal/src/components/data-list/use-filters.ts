'use client';

import { type inferParserType, type ParserMap, useQueryStates } from 'nuqs';
import { createContext, useContext } from 'react';
import { listParsers, urlKeysOf } from './list-state';

/** The scope of the list that a filter stands in; none where the page has but one list. */
export const ListScope = createContext<string | undefined>(undefined);

/** Filters of a list, in the URL. Another value begins at the first page. */
export function useFilters<Parsers extends ParserMap>(parsers: Parsers) {
  const scope = useContext(ListScope);
  const all: ParserMap = { ...parsers, pages: listParsers.pages };
  const [values, setValues] = useQueryStates(all, { history: 'replace', urlKeys: urlKeysOf(all, scope) });
  const set = (next: { [Name in keyof Parsers]?: inferParserType<Parsers>[Name] | null }) =>
    void setValues({ ...next, pages: null });
  return [values as inferParserType<Parsers>, set] as const;
}
