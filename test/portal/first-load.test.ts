import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TEST_PASSWORD } from '../harness/services.ts';
import { DEMO_ACCOUNT, startDemoPortal } from './harness/demo.ts';
import type { TestPortal } from './harness/portal.ts';
import { isSignedOut, openRoute, routes } from './harness/routes.ts';
import { scriptsOf } from './harness/scripts-of.ts';
import { signIn } from './harness/sign-in.ts';

const MOST_BYTES = 250_000;

let portal: TestPortal;
let signedIn: Page;
let signedOut: Page;

beforeAll(async () => {
  portal = await startDemoPortal();
  signedOut = await portal.newPage();
  signedIn = await portal.newPage();
  await signIn(signedIn, DEMO_ACCOUNT, TEST_PASSWORD);
});
afterAll(() => portal.stop());

/** Each file's size is asked for once. */
const sizes = new Map<string, Promise<number>>();

function sizeOf(path: string): Promise<number> {
  const size =
    sizes.get(path) ??
    fetch(`${portal.url}${path}`, { method: 'HEAD', headers: { 'accept-encoding': 'br' } }).then(({ headers }) => {
      expect(headers.get('content-encoding'), path).toBe('br');
      return Number(headers.get('content-length'));
    });
  sizes.set(path, size);
  return size;
}

it.each(routes())('%s asks for no more script than 250 kB, compressed', async (route) => {
  const page = isSignedOut(route) ? signedOut : signedIn;
  expect(await openRoute(page, route)).toBe(true);
  const html = await (await page.request.get(page.url())).text();
  const bytes = await Promise.all([...scriptsOf(html)].map(sizeOf));
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(MOST_BYTES);
  // The runtime alone is more.
  expect(bytes.length).toBeGreaterThan(3);
});
