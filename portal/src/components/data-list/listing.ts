import type { inferParserType, ParserMap } from 'nuqs/server';
import type { Document } from '@/lib/api';
import type { Page } from './column';
import type { ListState, PageInput } from './list-state';

/** What a list asks the API for, in one place for the server's first paint and for the page alike. */
export interface Listing<Data, Variables extends object, Row, Filters extends ParserMap> {
  readonly document: Document<Data, Variables>;
  /** What narrows it beside the search, as it stands in the URL; null is not narrowed. */
  readonly filters: Filters;
  readonly variables: (state: ListState, filters: inferParserType<Filters>, page: PageInput) => Variables;
  readonly page: (data: Data) => Page<Row>;
  /** Where a page has several lists: stands before the names of this one's state in the URL. */
  readonly scope?: string;
}

/** Gives a listing its types. */
export function listing<Data, Variables extends object, Row, Filters extends ParserMap>(
  it: Listing<Data, Variables, Row, Filters>,
): Listing<Data, Variables, Row, Filters> {
  return it;
}
