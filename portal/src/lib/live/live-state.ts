import { useSyncExternalStore } from 'react';

/** How live data stands: `idle` where no page asks for any. */
export type LiveState = 'idle' | 'connecting' | 'live' | 'waiting';

let current: LiveState = 'idle';
const listeners = new Set<() => void>();

export function setLiveState(next: LiveState): void {
  if (next === current) return;
  current = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => 'idle',
  );
}
