import type { Locator, Page } from 'playwright-core';

/** Drags one thing onto another with the mouse, in several moves, as a hand does. */
export async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await to.scrollIntoViewIfNeeded();
  // Waits until it stands still, and nothing lies over it.
  await from.hover();
  const target = await to.boundingBox();
  if (!target) throw new Error('there is nothing to drag to');
  await page.mouse.down();
  await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2, { steps: 8 });
  await page.mouse.up();
}
