import type { Page } from 'playwright-core';
import { settled } from '../../portal/harness/routes.ts';
import { insertPaced } from '../harness/bulk-events.ts';
import type { World } from '../harness/world.ts';
import { frameTimes, observe, takeSeen } from './observe.ts';
import type { LargeTenant } from './tenant.ts';

const RATE = 100;
const WATCHED_MS = 8_000;
/** The load goes on for longer than it is watched. */
const LOADED_MS = 10_000;

export interface LiveTable {
  readonly frames: readonly number[];
  readonly shift: number;
  /** What moved by itself. */
  readonly moved: readonly string[];
  /** Whether its first row was another one afterwards. */
  readonly hasChanged: boolean;
}

/** The list of deliveries while a hundred a second are made, sent and done. */
export async function liveTable(world: World, page: Page, { id, templateId }: LargeTenant): Promise<LiveTable> {
  await observe(page);
  await page.goto('/deliveries');
  await settledAndLive(page);
  const before = await firstHref(page);
  const load = insertPaced(world.database, { tenantId: id, templateId, rate: RATE, durationMs: LOADED_MS });
  const frames = await frameTimes(page, WATCHED_MS);
  await load;
  const { shift, moved } = await takeSeen(page);
  return { frames, shift, moved, hasChanged: (await firstHref(page)) !== before };
}

async function settledAndLive(page: Page): Promise<void> {
  await page.getByText('Live', { exact: true }).waitFor();
  await settled(page);
}

function firstHref(page: Page): Promise<string | null> {
  return page.locator('tbody a[href^="/deliveries/"]').first().getAttribute('href');
}
