import { queryOptions } from '@tanstack/react-query';
import { apiQuery, type Document } from '@/lib/api';

const EVERY_MS = 10_000;

/** A query of the overview: asked again by itself, for as long as somebody looks. */
export function refreshed<Data>(document: Document<Data, Record<string, never>>) {
  return queryOptions({ ...apiQuery(document, {}), refetchInterval: EVERY_MS });
}
