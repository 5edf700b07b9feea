import type { Page } from 'playwright-core';
import { hydrated } from './hydrated.ts';

/** Through the page: what it takes is part of every journey. */
export async function signIn(
  page: Page,
  { slug, email }: { slug: string; email: string },
  password: string,
): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Organisation').fill(slug);
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
  await hydrated(page);
}
