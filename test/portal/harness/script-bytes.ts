import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { scriptsOf } from './scripts-of.ts';

/** Each file's size is asked for once. */
const sizes = new Map<string, Promise<number>>();

/** How much script the first load of an open page asks for, as it goes over the wire. */
export async function scriptBytes(page: Page): Promise<number> {
  const html = await (await page.request.get(page.url())).text();
  const scripts = [...scriptsOf(html)];
  // Next's runtime alone is more.
  expect(scripts.length).toBeGreaterThan(3);
  const bytes = await Promise.all(scripts.map((path) => sizeOf(new URL(path, page.url()).href)));
  return bytes.reduce((sum, size) => sum + size, 0);
}

function sizeOf(url: string): Promise<number> {
  const size = sizes.get(url) ?? askSize(url);
  sizes.set(url, size);
  return size;
}

async function askSize(url: string): Promise<number> {
  const { headers } = await fetch(url, { method: 'HEAD', headers: { 'accept-encoding': 'br' } });
  expect(headers.get('content-encoding'), url).toBe('br');
  return Number(headers.get('content-length'));
}
