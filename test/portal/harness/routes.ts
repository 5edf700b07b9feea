import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

const APP = fileURLToPath(new URL('../../../portal/src/app', import.meta.url));
const SIGNED_OUT = ['/sign-in', '/sign-up'];

/** Every page of the portal, by its folder: `/groups`, `/groups/[id]`. A new one is among them by itself. */
export function routes(): string[] {
  return readdirSync(APP, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(^|\/)page[.]tsx$/.test(file))
    .map((file) =>
      `/${dirname(file)
        .replaceAll(/\([^)]*\)\/?/g, '')
        .replace(/^[.]$/, '')}`.replace(/(.)\/$/, '$1'),
    )
    .sort();
}

export const isSignedOut = (route: string) => SIGNED_OUT.includes(route);

/** Pages with an id that were found already: those of one tenant, for as long as this process looks at it. */
const found = new Map<string, string>();

/** Opens a route; one with an id by a link to such a page on the one above it. False where there is none. */
export async function openRoute(page: Page, route: string): Promise<boolean> {
  const path = route.includes('[') ? (found.get(route) ?? (await linkTo(page, route))) : route;
  if (!path) return false;
  found.set(route, path);
  await page.goto(path);
  await settled(page);
  return true;
}

/** Until nothing says any more that it is loading. */
export async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
}

async function linkTo(page: Page, route: string): Promise<string | undefined> {
  const above = route.slice(0, route.lastIndexOf('/['));
  // Who goes through all routes in their order comes from there.
  const isThere = new URL(page.url()).pathname === (found.get(above) ?? above);
  if (!isThere && !(await openRoute(page, above))) return undefined;
  const form = new RegExp(`^${route.replaceAll(/\[[^\]]+\]/g, '[^/?]+')}$`);
  const named = new Set(routes());
  const links = await page.locator('a[href]').evaluateAll((found) => found.map((link) => link.getAttribute('href')));
  return links.find((href) => href !== null && form.test(href) && !named.has(href)) ?? undefined;
}
