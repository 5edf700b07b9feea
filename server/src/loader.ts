import DataLoader from 'dataloader';
import type { Context, RequestInfo } from './context.ts';

export interface Loader<Value> {
  /** The value of a key; undefined where there is none. */
  load(key: string): Promise<Value | undefined>;
}

const MOST_KEYS = 1000;
const loadersOf = new WeakMap<RequestInfo, Map<string, Loader<unknown>>>();

/**
 * Gathers what the fields of many rows ask for into one call of `batch` a request, whatever `name` means by a key.
 * `batch` gets each key once. Nothing is remembered: the second mutation of a request sees what the first one did.
 */
export function loaderOf<Value>(
  ctx: Context,
  name: string,
  batch: (keys: string[]) => Promise<ReadonlyMap<string, Value>>,
): Loader<Value> {
  const loaders = loadersOf.get(ctx.request) ?? new Map<string, Loader<unknown>>();
  loadersOf.set(ctx.request, loaders);
  const known = loaders.get(name);
  if (known) return known as Loader<Value>;
  const loadAll = async (keys: readonly string[]) => {
    const values = await batch([...new Set(keys)]);
    return keys.map((key) => values.get(key));
  };
  const loader = new DataLoader<string, Value | undefined>(loadAll, { cache: false, maxBatchSize: MOST_KEYS });
  loaders.set(name, loader);
  return loader;
}
