'use client';

import { useSyncExternalStore } from 'react';

const EVERY_MS = 15_000;

let now = Date.now();
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, EVERY_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function current(): number {
  if (!timer) now = Date.now();
  return Math.floor(now / 1000) * 1000;
}

/** The time, one clock for all of a page, so that a long list has one timer. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, current, current);
}
