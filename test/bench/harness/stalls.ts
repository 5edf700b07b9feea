import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startChild } from './child.ts';
import type { Activity, DatabaseWatchCommands } from './database-watch.ts';
import type { Latency } from './delivery-checks.ts';
import type { Pause } from './watch-thread.ts';
import type { World } from './world.ts';

/** What came later than this is looked into. */
const LATE_MS = 40;
/** What was committed within this of one that was late belongs to the same stall. */
const APART_MS = 20;
const SHOWN = 12;

/** Has the measured server's Node tell of its pauses. */
export const WATCHING = ['--import', new URL('watch-thread.ts', import.meta.url).href];

export interface StallWatch {
  /** Tells of every time in which requests were late, and of what went on meanwhile. */
  describe(latencies: Latency[]): Promise<string[]>;
}

interface Stall {
  from: number;
  to: number;
  count: number;
  worstMs: number;
}

/** Watches the server's thread, the receiver's, and the database, for the causes of what will have been late. */
export async function watchStalls({ home, sink, databaseUrl }: World): Promise<StallWatch> {
  const watch = startChild<DatabaseWatchCommands>('./database-watch.ts');
  const begin = Date.now();
  await sink.ask('watch');
  await watch.ask('start', databaseUrl);
  return {
    describe: async (latencies) => {
      const activities = await watch.ask('seen');
      await watch.stop();
      const pauses = [
        ...(await pausesOfServer(home)).map((pause) => ({ ...pause, what: `server, ${pause.what}` })),
        ...(await sink.ask('pauses')).map((pause) => ({ ...pause, what: `receiver, ${pause.what}` })),
      ];
      const stalls = stallsOf(latencies);
      return stalls.length === 0
        ? [`nothing was later than ${LATE_MS} ms`]
        : stalls.map((stall) => describeStall(stall, { pauses, activities, begin }));
    },
  };
}

async function pausesOfServer(home: string): Promise<Pause[]> {
  const text = await readFile(join(home, 'pauses.jsonl'), 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => (line ? [JSON.parse(line)] : []));
}

function stallsOf(latencies: Latency[]): Stall[] {
  const stalls: Stall[] = [];
  for (const { at, ms } of latencies.filter(({ ms }) => ms > LATE_MS).sort((a, b) => a.at - b.at)) {
    const last = stalls.at(-1);
    if (last && at <= last.to + APART_MS) {
      last.to = Math.max(last.to, at + ms);
      last.count += 1;
      last.worstMs = Math.max(last.worstMs, ms);
    } else stalls.push({ from: at, to: at + ms, count: 1, worstMs: ms });
  }
  return stalls;
}

function describeStall(
  { from, to, count, worstMs }: Stall,
  { pauses, activities, begin }: { pauses: Pause[]; activities: Activity[]; begin: number },
): string {
  const paused = pauses.filter(({ endedAt, ms }) => endedAt > from && endedAt - ms < to);
  const during = activities.filter(({ at }) => at >= from && at <= to);
  const busiest = [...Map.groupBy(during, ({ who, wait, what }) => `${who}, ${wait}: ${what}`)]
    .map(([what, of]) => ({ what, times: of.length, mostMs: Math.max(...of.map(({ sinceMs }) => sinceMs)) }))
    .sort((a, b) => b.times - a.times)
    .slice(0, SHOWN);
  const since = (at: number) => `at ${((at - begin) / 1000).toFixed(2)} s`;
  return [
    `${since(from)}, for ${(to - from).toFixed(0)} ms: ${count} were late, the worst by ${worstMs.toFixed(0)} ms`,
    ...paused.map(({ what, endedAt, ms }) => `${what}: ${ms.toFixed(0)} ms ${since(endedAt)}`),
    ...busiest.map(({ what, times, mostMs }) => `seen ${times} ×, for ${mostMs.toFixed(0)} ms at most: ${what}`),
  ].join('\n      ');
}
