import { useSyncExternalStore } from 'react';

export interface LatePart<Part> {
  /** Loads it, once. */
  want(): void;
  /** The part, or null for as long as it is not there. */
  usePart(): Part | null;
}

/** What a page does without at first: it is loaded at leisure, or when somebody is about to use it. */
export function latePart<Part>(load: () => Promise<Part>): LatePart<Part> {
  let part: Part | null = null;
  let isLoading = false;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const want = async () => {
    if (part || isLoading) return;
    isLoading = true;
    // What could not be loaded is wanted again by the next who is about to use it.
    part = await load().catch(() => null);
    isLoading = false;
    for (const listener of listeners) listener();
  };
  return {
    want: () => void want(),
    usePart: () =>
      useSyncExternalStore(
        subscribe,
        () => part,
        () => null,
      ),
  };
}
