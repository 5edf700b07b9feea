'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ParserMap } from 'nuqs';
import { apiQuery, callApi, queryKeyOf } from '@/lib/api';
import { ErrorState } from '../error-state';
import { ListBody, type ListBodyProps } from './list-body';
import { ListLoading } from './list-loading';
import type { PageInput } from './list-state';
import { hasToolbar, ListExport, ListToolbar, type ListToolbarProps } from './list-toolbar';
import type { Listing } from './listing';
import { useListing } from './use-listing';

export interface DataListProps<Data, Variables extends object, Row extends { id: string }, Filters extends ParserMap>
  extends ListBodyProps<Row>,
    ListToolbarProps<Row> {
  listing: Listing<Data, Variables, Row, Filters>;
  /** After an act on many rows, beside the list's being asked again. */
  onActed?: () => unknown;
  /** How often to ask again by itself; live lists need none. */
  refetchMs?: number;
}

/** The one list: search, filters, sort and page in the URL, selection, export, and every state that a list can be in. */
export function DataList<Data, Variables extends object, Row extends { id: string }, Filters extends ParserMap>({
  listing,
  refetchMs,
  onActed,
  ...props
}: DataListProps<Data, Variables, Row, Filters>) {
  const { document, page, scope } = listing;
  const client = useQueryClient();
  const { controls, variables, isNarrowed, clear } = useListing(listing);
  const asked = variables();
  const query = useQuery({ ...apiQuery(document, asked), ...(refetchMs ? { refetchInterval: refetchMs } : {}) });
  const fetchPage = async (input: PageInput) => page(await callApi(document, variables(input)));
  const { data, isPlaceholderData } = query;
  const isBare = data !== undefined && !isPlaceholderData && !isNarrowed && page(data).nodes.length === 0;
  const exportBelow = hasToolbar(props, scope) ? null : <ListExport {...props} scope={scope} fetchPage={fetchPage} />;
  return (
    <div>
      {!isBare && exportBelow === null && (
        <ListToolbar {...props} scope={scope} controls={controls} fetchPage={fetchPage} />
      )}
      {data !== undefined ? (
        <ListBody
          {...props}
          page={page(data)}
          question={JSON.stringify(asked)}
          controls={controls}
          isPending={isPlaceholderData}
          isNarrowed={isNarrowed}
          isPart={scope !== undefined}
          aside={exportBelow}
          onClear={clear}
          onActed={() => {
            void client.invalidateQueries({ queryKey: queryKeyOf(document) });
            onActed?.();
          }}
        />
      ) : query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <ListLoading />
      )}
    </div>
  );
}
