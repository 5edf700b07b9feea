import { keepPreviousData, type QueryKey, queryOptions } from '@tanstack/react-query';
import { callApi } from './call-api';
import type { Document } from './document';

/** The name of a document's operation: what its answers are kept under, with the variables. */
export function operationName(document: { toString(): string }): string {
  return /\b(?:query|mutation|subscription)\s+(\w+)/.exec(document.toString())?.[1] ?? 'anonymous';
}

export function queryKeyOf<Variables>(document: Document<unknown, Variables>, variables?: Variables): QueryKey {
  return variables === undefined ? [operationName(document)] : [operationName(document), variables];
}

/** For `useQuery` and its like: a document and its variables. */
export function apiQuery<Data, Variables>(document: Document<Data, Variables>, variables: Variables) {
  return queryOptions({
    queryKey: queryKeyOf(document, variables),
    queryFn: ({ signal }) => callApi(document, variables, { signal }),
    placeholderData: keepPreviousData,
  });
}
