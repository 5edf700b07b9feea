import type { Page } from 'playwright-core';
import { eventually } from '../../harness/eventually.ts';

/** React notes its handlers at the element. */
const ALL_BUTTONS_WORK = `document.readyState === 'complete' && [...document.querySelectorAll('button')].every(
  (button) => Object.keys(button).some((name) => name.startsWith('__reactProps')))`;

/**
 * Until all buttons of the page have their handlers. What is shown before came from the server, and takes no notice of
 * a click or of what is typed until the scripts have run: people come later than that, and tests might not.
 */
export async function hydrated(page: Page): Promise<void> {
  // Asked from outside each time: the policy of the page forbids it to evaluate a text by itself.
  await eventually(async () => {
    if (!(await page.evaluate<boolean>(ALL_BUTTONS_WORK))) throw new Error('some buttons do nothing yet');
  });
}

/** Lets every navigation by address end with a page that can be used. */
export function waitForHydration(page: Page): void {
  const goto = page.goto.bind(page);
  page.goto = async (...to) => {
    const response = await goto(...to);
    await hydrated(page);
    return response;
  };
}
