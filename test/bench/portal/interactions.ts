import type { Page } from 'playwright-core';
import { settled } from '../../portal/harness/routes.ts';
import { observe, takeSeen } from './observe.ts';

export interface Interaction {
  readonly name: string;
  /** From the input to the next paint, the longest of it. */
  readonly ms: number;
}

export interface Acts {
  readonly taken: readonly Interaction[];
  readonly shift: number;
  /** What moved by itself. */
  readonly moved: readonly string[];
}

/** What people do on the list of people, one after the other, and what moved by itself meanwhile. */
export async function interactions(page: Page): Promise<Acts> {
  await observe(page);
  await page.goto('/people');
  await settled(page);
  await takeSeen(page);
  const taken: Interaction[] = [];
  const take = async (name: string, act: () => Promise<unknown>) => {
    await act();
    taken.push({ name, ms: (await takeSeen(page)).interaction });
  };
  const row = page.getByRole('row');
  await take('next page', async () => {
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByRole('button', { name: 'Previous', disabled: false }).waitFor();
    await settled(page);
  });
  await take('sort', async () => {
    await page.getByRole('button', { name: 'Email' }).click();
    await page.getByRole('columnheader', { name: 'Email' }).and(page.locator('[aria-sort$="scending"]')).waitFor();
    await settled(page);
  });
  await take('search, each key', async () => {
    await page.getByRole('searchbox').pressSequentially('colleague-7777', { delay: 40 });
    await row.filter({ hasText: 'colleague-7777@' }).waitFor();
    await row.filter({ hasText: 'colleague-1@' }).waitFor({ state: 'detached' });
  });
  await take('open a dialog', async () => {
    await page.getByRole('button', { name: 'New person' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: 'First name' }).waitFor();
  });
  await take('close it', async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });
  const { shift, moved } = await takeSeen(page);
  return { taken, shift, moved };
}
