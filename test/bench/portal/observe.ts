import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { scriptsOf } from '../../portal/harness/scripts-of.ts';

const IN_PAGE = fileURLToPath(new URL('in-page.js', import.meta.url));

interface Seen {
  /** Milliseconds from the navigation's begin. */
  firstPaint: number;
  /** The sum of what moved by itself. */
  shift: number;
  /** Each element that moved, from where and to where. */
  moved: readonly string[];
  /** The longest interaction since it was last asked for, from input to the next paint. */
  interaction: number;
}

/** From its next navigation on, a page writes down what the browser measures. */
export async function observe(page: Page): Promise<void> {
  await page.addInitScript({ path: IN_PAGE });
}

export function takeSeen(page: Page): Promise<Seen> {
  return page.evaluate<Seen>('bench.takeSeen()');
}

/** Compressed bytes of the scripts that a page's own HTML asks for, and of all that came with it. */
export async function scriptBytes(page: Page, html: string): Promise<{ first: number; all: number }> {
  const named = scriptsOf(html);
  const files = await page.evaluate<{ path: string; transferSize: number }[]>('bench.scripts()');
  const sum = (some: typeof files) => some.reduce((bytes, { transferSize }) => bytes + transferSize, 0);
  return { first: sum(files.filter(({ path }) => named.has(path))), all: sum(files) };
}

/** Each frame's time for so long, in milliseconds: from its begin until all that it had to do and draw is done. */
export function frameTimes(page: Page, durationMs: number): Promise<number[]> {
  return page.evaluate<number[]>(`bench.frameTimes(${durationMs})`);
}
