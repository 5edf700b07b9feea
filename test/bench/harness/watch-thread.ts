import { appendFileSync } from 'node:fs';
import { type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';

const LOOK_MS = 5;
/** Shorter ones delay nobody by much. */
const LEAST_LOOP_MS = 10;
const LEAST_GARBAGE_MS = 5;
const GARBAGE: Record<number, string> = {
  1: 'scavenge',
  4: 'mark-sweep',
  8: 'incremental marking',
  16: 'weak callbacks',
};

/** A time in which a thread did nothing of its own. */
export interface Pause {
  what: string;
  endedAt: number;
  ms: number;
}

interface GarbageEntry extends PerformanceEntry {
  detail: { kind: number };
}

/**
 * Watches the thread that it is loaded into, whatever runs there: each time that the event loop did not come round, and
 * each collection of garbage, is told when it is over.
 */
export function watchThread(tell: (pause: Pause) => void): void {
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    const ms = now - last - LOOK_MS;
    last = now;
    if (ms >= LEAST_LOOP_MS) tell({ what: 'event loop', endedAt: Date.now(), ms });
  }, LOOK_MS).unref();
  const observer = new PerformanceObserver((list) => {
    for (const { duration: ms, startTime, detail } of list.getEntries() as GarbageEntry[]) {
      const what = `garbage (${GARBAGE[detail.kind]})`;
      if (ms >= LEAST_GARBAGE_MS) tell({ what, endedAt: performance.timeOrigin + startTime + ms, ms });
    }
  });
  observer.observe({ entryTypes: ['gc'] });
}

// Loaded into the measured server, it writes beside the server's own log.
const home = process.env.JOINERY_HOME;
if (home) watchThread((pause) => appendFileSync(`${home}/pauses.jsonl`, `${JSON.stringify(pause)}\n`));
