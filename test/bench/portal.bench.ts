import type { Browser, BrowserContext } from 'playwright-core';
import { closeBrowser, openBrowser } from '../portal/harness/browser.ts';
import { startPortalProcess } from '../portal/harness/portal-process.ts';
import { signIn } from '../portal/harness/sign-in.ts';
import { median, percentile } from './harness/percentiles.ts';
import type { BenchResult, Figure } from './harness/result.ts';
import { runBenches } from './harness/run-benches.ts';
import { BENCH_PASSWORD } from './harness/tenant.ts';
import type { World } from './harness/world.ts';
import { type FirstLoad, firstLoads } from './portal/first-loads.ts';
import { interactions } from './portal/interactions.ts';
import { liveTable } from './portal/live-table.ts';
import { createLargeTenant, type LargeTenant, SIZE } from './portal/tenant.ts';
import { twoTabs } from './portal/two-tabs.ts';

const VIEWPORT = { width: 1280, height: 800 };
const PATHS = [
  '/',
  '/people',
  '/groups',
  '/integrations',
  '/deliveries',
  '/events',
  '/tasks',
  '/chains',
  '/connections',
  '/audit',
  '/account',
];

const MOST_MOVES_TOLD = 5;

type Kind = Pick<Figure, 'key' | 'label' | 'unit'> & { atMost: number };

/** The built portal in a real browser, over a tenant with much to show: the figures are the browser's own. */
export async function portal(world: World): Promise<BenchResult> {
  const tenant = await createLargeTenant(world);
  const process = await startPortalProcess({ PORTAL_PORT: '0', PORTAL_API_URL: world.server.url });
  try {
    const browser = await openBrowser();
    const open = await signedIn(browser, process.url, tenant);
    const loads = await firstLoads(PATHS, open);
    const newPage = async () => (await open()).newPage();
    const acts = await interactions(await newPage());
    const tabs = await twoTabs(await newPage(), await newPage());
    const live = await liveTable(world, await newPage(), tenant);
    const shifts = [...loads, { path: 'while used', ...acts }, { path: 'live', ...live }];
    return {
      figures: [
        most({ key: 'firstPaint', label: 'first contentful paint', unit: 'ms', atMost: 1000 }, loads, 'firstPaint'),
        most({ key: 'script', label: 'first-load script, compressed', unit: 'kB', atMost: 250 }, inKb(loads), 'first'),
        mostOf({ key: 'interaction', label: 'input to next paint', unit: 'ms', atMost: 200 }, acts.taken),
        most({ key: 'shift', label: 'layout shift', unit: '', atMost: 0.05 }, shifts, 'shift'),
        {
          key: 'otherTab',
          label: 'another tab shows a change, most of ten',
          unit: 'ms',
          reached: Math.max(...tabs),
          target: { atMost: 1000 },
        },
        {
          key: 'frame',
          label: 'frame of a live table, 100 deliveries/s, p50',
          unit: 'ms',
          reached: median(live.frames),
          target: { atMost: 16 },
        },
      ],
      faults: live.hasChanged ? [] : ['the live table showed no delivery that was made while it was watched'],
      notes: [
        `${SIZE}; each page in a browser with an empty cache, shown once before`,
        ...loads.map(describeLoad),
        `input to next paint: ${acts.taken.map(({ name, ms }) => `${name} ${Math.round(ms)} ms`).join(', ')}`,
        ...describeMoves('used', acts.moved),
        ...describeMoves('live', live.moved),
        `live frames: ${live.frames.length} in 8 s, p95 ${percentile(live.frames, 0.95).toFixed(1)} ms, p99 ${percentile(live.frames, 0.99).toFixed(1)} ms, from a frame’s begin until it is drawn`,
      ],
    };
  } finally {
    await closeBrowser();
    await process.stop();
  }
}

/** Signs in once; each context then has the session, and nothing else. */
async function signedIn(
  browser: Browser,
  baseURL: string,
  account: LargeTenant,
): Promise<() => Promise<BrowserContext>> {
  const first = await browser.newContext({ baseURL, viewport: VIEWPORT });
  await signIn(await first.newPage(), account, BENCH_PASSWORD);
  const storageState = await first.storageState();
  await first.close();
  return () => browser.newContext({ baseURL, viewport: VIEWPORT, storageState });
}

const inKb = (loads: readonly FirstLoad[]) => loads.map((load) => ({ ...load, first: load.first / 1000 }));

function most<Key extends string>(
  kind: Kind,
  rows: readonly ({ path: string } & Record<Key, number>)[],
  key: Key,
): Figure {
  return mostOf(
    kind,
    rows.map((row) => ({ name: row.path, ms: row[key] })),
  );
}

function mostOf({ atMost, ...kind }: Kind, rows: readonly { name: string; ms: number }[]): Figure {
  const worst = rows.reduce((one, other) => (other.ms > one.ms ? other : one));
  return { ...kind, label: `${kind.label}, most (${worst.name})`, reached: worst.ms, target: { atMost } };
}

/** What moved by itself, each move once: the same few come again and again. */
function describeMoves(when: string, moved: readonly string[]): string[] {
  return [...new Set(moved)].slice(0, MOST_MOVES_TOLD).map((move) => `moved while ${when}: ${move}`);
}

function describeLoad({ path, firstPaint, shift, first, all }: FirstLoad): string {
  const inKbytes = (bytes: number) => Math.round(bytes / 1000);
  return `${path}: script ${inKbytes(first)} kB (${inKbytes(all)} with what it loads afterwards), first paint ${Math.round(firstPaint)} ms, shift ${shift.toFixed(3)}`;
}

if (import.meta.main) await runBenches({ portal });
