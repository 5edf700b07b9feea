import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_PASSWORD } from '../harness/services.ts';
import { DEMO_ACCOUNT, startDemoPortal } from './harness/demo.ts';
import type { TestPortal } from './harness/portal.ts';
import { isSignedOut, openRoute, routes, settled } from './harness/routes.ts';
import { scriptBytes } from './harness/script-bytes.ts';
import { signIn } from './harness/sign-in.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe looks at by default and that a theme can change. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 320, height: 640 };
/** Of a first load, compressed. */
const MOST_SCRIPT_BYTES = 250_000;

let portal: TestPortal;
/** Signed in, on its way through all routes. */
let signedIn: Page;

beforeAll(async () => {
  portal = await startDemoPortal();
  signedIn = await portal.newPage({ colorScheme: 'light' });
  await signIn(signedIn, DEMO_ACCOUNT, TEST_PASSWORD);
});
afterAll(() => portal.stop());

/** What axe finds, by all rules or by those about colours, in a line each: the rule, and where. */
async function violations(page: Page, rules: 'all' | 'colours'): Promise<string[]> {
  const options = {
    // Only these are asked for, and only these cross over to here: what is well is thousands of nodes a page.
    resultTypes: ['violations'],
    ...(rules === 'colours' && { runOnly: { type: 'rule', values: COLOUR_RULES } }),
  };
  const violations = await page.evaluate<AxeResults['violations']>(
    `axe.run(${JSON.stringify(options)}).then(({ violations }) => violations)`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}

describe('every page', () => {
  it.each(routes())(
    '%s: axe finds nothing in either theme, it fits into 320 px, and loads little script',
    async (route) => {
      const page = isSignedOut(route) ? await portal.newPage({ colorScheme: 'light' }) : signedIn;
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await openRoute(page, route)).toBe(true);
      // Not as a script of the page: its policy allows none but the portal's own.
      await page.evaluate(AXE);
      expect(await violations(page, 'all')).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
      await expect.poll(() => page.evaluate('document.getAnimations().length')).toBe(0);
      expect(await violations(page, 'colours')).toEqual([]);
      await page.setViewportSize(NARROW);
      await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(NARROW.width);
      await page.setViewportSize(WIDE);
      expect(await scriptBytes(page)).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
    },
  );
});

describe('by keyboard alone', () => {
  it('one gets past the navigation, through a list, and into a group and back', async () => {
    const page = signedIn;
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
    const page = signedIn;
    await page.goto('/');
    await settled(page);
    await page.keyboard.press('Control+K');
    await page.getByRole('textbox', { name: 'Search' }).fill('secur');
    await page.getByText('Answer for access').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'security', level: 1 }).waitFor();
  });

  it('a dialog keeps the focus, and gives it back', async () => {
    const page = signedIn;
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
