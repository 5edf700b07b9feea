import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_PASSWORD } from '../harness/services.ts';
import { DEMO_ACCOUNT, startDemoPortal } from './harness/demo.ts';
import type { TestPortal } from './harness/portal.ts';
import { isSignedOut, openRoute, routes, settled } from './harness/routes.ts';
import { signIn } from './harness/sign-in.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };

let portal: TestPortal;
/** One signed-in page for each theme, on its way through all routes. */
const pages = new Map<string, Page>();

beforeAll(async () => {
  portal = await startDemoPortal();
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await portal.newPage({ colorScheme, reducedMotion: 'reduce' });
    await signIn(page, DEMO_ACCOUNT, TEST_PASSWORD);
    pages.set(colorScheme, page);
  }
});
afterAll(() => portal.stop());

/** What axe finds, in a line each: the rule, and where. */
async function violations(page: Page): Promise<string[]> {
  // Not as a script of the page: its policy allows none but the portal's own.
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>('axe.run()');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}

describe.each(['light', 'dark'] as const)('in %s colours', (colorScheme) => {
  it.each(routes())('axe finds nothing on %s, and at 320 px nothing goes over the edge', async (route) => {
    const page = isSignedOut(route) ? await portal.newPage({ colorScheme }) : (pages.get(colorScheme) as Page);
    expect(await openRoute(page, route)).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize(NARROW);
    await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
    await page.setViewportSize(WIDE);
  });
});

describe('by keyboard alone', () => {
  it('one gets past the navigation, through a list, and into a group and back', async () => {
    const page = pages.get('light') as Page;
    await page.goto('/groups');
    await settled(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
    await page.locator('tbody tr').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByRole('region', { name: 'Selected rows' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'datadog-users', level: 1 }).waitFor();
  });

  it('one finds a page, a person and a group with ⌘K', async () => {
    const page = pages.get('light') as Page;
    await page.goto('/');
    await settled(page);
    await page.keyboard.press('Control+K');
    await page.getByRole('textbox', { name: 'Search' }).fill('secur');
    await page.getByText('Answer for access').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'security', level: 1 }).waitFor();
  });

  it('a dialog keeps the focus, and gives it back', async () => {
    const page = pages.get('light') as Page;
    await page.goto('/groups');
    await settled(page);
    const button = page.getByRole('button', { name: 'New group' });
    await button.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    expect(await page.evaluate('document.activeElement.closest("[role=dialog]") !== null')).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await button.evaluate((element) => element.matches(':focus'))).toBe(true);
  });
});
