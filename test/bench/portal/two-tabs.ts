import type { Page } from 'playwright-core';

const ROUNDS = 10;

/** How long after the answer to a change of one tab another one shows it, in milliseconds, each time. */
export async function twoTabs(watching: Page, changing: Page): Promise<number[]> {
  for (const page of [watching, changing]) {
    await page.goto('/groups');
    await page.getByText('Live', { exact: true }).waitFor();
  }
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // Before all others, in a list by name.
    const name = `0 round ${round}`;
    await changing.getByRole('button', { name: 'New group' }).click();
    await changing.getByRole('textbox', { name: 'Name' }).fill(name);
    const answered = changing.waitForResponse('**/api/graphql');
    await changing.getByRole('button', { name: 'Create group' }).click();
    await answered;
    const began = performance.now();
    await watching.getByRole('link', { name, exact: true }).waitFor();
    taken.push(performance.now() - began);
    await changing.goto('/groups');
  }
  return taken;
}
