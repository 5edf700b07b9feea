import type { BrowserContext } from 'playwright-core';
import { settled } from '../../portal/harness/routes.ts';
import { observe, scriptBytes, takeSeen } from './observe.ts';

export interface FirstLoad {
  readonly path: string;
  readonly firstPaint: number;
  readonly shift: number;
  /** Compressed bytes of script that the page needs, and those with what it loaded by itself afterwards. */
  readonly first: number;
  readonly all: number;
}

type OpenContext = () => Promise<BrowserContext>;

/** Each page in a browser that has nothing of the portal yet, from a server that has shown it before. */
export async function firstLoads(paths: readonly string[], open: OpenContext): Promise<FirstLoad[]> {
  const loads: FirstLoad[] = [];
  for (const path of paths) {
    await firstLoad(path, open);
    loads.push(await firstLoad(path, open));
  }
  return loads;
}

async function firstLoad(path: string, open: OpenContext): Promise<FirstLoad> {
  const context = await open();
  try {
    const page = await context.newPage();
    await observe(page);
    const response = await page.goto(path);
    await settled(page);
    const html = (await response?.text()) ?? '';
    return { path, ...(await scriptBytes(page, html)), ...(await takeSeen(page)) };
  } finally {
    await context.close();
  }
}
