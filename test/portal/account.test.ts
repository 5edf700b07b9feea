import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TEST_PASSWORD } from '../harness/services.ts';
import { startTestPortal, type TestPortal } from './harness/portal.ts';
import { signIn } from './harness/sign-in.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(() => portal.stop());

async function signInWith(page: Page, { slug, email }: { slug: string; email: string }, password: string) {
  await page.goto('/sign-in');
  await page.getByLabel('Organisation').fill(slug);
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

it('a tenant signs up, and its owner is in', async () => {
  const page = await portal.newPage();
  await page.goto('/sign-up');
  await page.getByLabel('Name of the organisation').fill('Möbel & Söhne 2');
  expect(await page.getByLabel('Short name').inputValue()).toBe('mobel-sohne-2');
  await page.getByLabel('First name').fill('Olivia');
  await page.getByLabel('Email').fill('olivia@mobel.test');
  await page.getByRole('textbox', { name: 'Password' }).fill('short');
  await page.getByRole('button', { name: 'Create the organisation' }).click();
  await page
    .getByText(/at least 12 characters|12 to 200/)
    .last()
    .waitFor();
  await page.getByRole('textbox', { name: 'Password' }).fill(TEST_PASSWORD);
  await page.getByRole('button', { name: 'Create the organisation' }).click();
  await page.getByRole('button', { name: 'Account of Olivia' }).waitFor();
});

it('a second factor is set up, asked for, and a recovery code stands in for it once', async () => {
  const owner = await portal.api.signUp();
  const page = await portal.pageOf(owner);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByRole('img', { name: /QR code/ }).waitFor();
  const totp = new TOTP({ secret: Secret.fromBase32(await page.getByLabel('Secret', { exact: true }).inputValue()) });
  await page.getByRole('textbox', { name: 'Code' }).fill(totp.generate());
  await page.getByRole('button', { name: 'Turn it on' }).click();
  const code = (await page.getByRole('dialog').locator('code').first().textContent()) ?? '';
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('Authenticator app', { exact: true }).waitFor();

  const elsewhere = await portal.newPage();
  await signInWith(elsewhere, owner, TEST_PASSWORD);
  await elsewhere.getByRole('heading', { name: 'One more step' }).waitFor();
  await elsewhere.getByLabel('Code').fill('000000');
  await elsewhere.getByRole('button', { name: 'Continue' }).click();
  await elsewhere.getByRole('alert').waitFor();
  await elsewhere.getByRole('button', { name: 'Use a recovery code' }).click();
  await elsewhere.getByLabel('Recovery code').fill(code);
  await elsewhere.getByRole('button', { name: 'Continue' }).click();
  await elsewhere.getByRole('button', { name: /^Account of/ }).waitFor();
});

it('a session on another device is ended, and that device is out', async () => {
  const owner = await portal.api.signUp();
  const page = await portal.pageOf(owner);
  const other = await portal.newPage({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Firefox/130.0' });
  await signIn(other, owner, TEST_PASSWORD);
  await page.goto('/account');
  await page.getByRole('button', { name: 'End the session on Firefox on Linux' }).waitFor();
  await page.getByRole('searchbox', { name: 'Search devices and addresses' }).fill('firefox on linux');
  await page.getByText('1 session', { exact: true }).waitFor();
  expect(page.url()).toContain('sessions-q=firefox');
  await page.getByRole('button', { name: 'End the session on Firefox on Linux' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
  await page.getByRole('button', { name: 'End the session on Firefox on Linux' }).waitFor({ state: 'detached' });
  await other.goto('/account');
  await other.getByRole('heading', { name: 'Sign in' }).waitFor();
});

it('a token is shown once, works, and is revoked', async () => {
  const owner = await portal.api.signUp();
  const page = await portal.pageOf(owner);
  await page.goto('/account');
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('nightly report');
  await page.getByRole('combobox', { name: 'It may' }).fill('read groups');
  await page.getByRole('option', { name: 'read groups' }).click();
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Create token' }).click();
  const token = await page.getByLabel('Token', { exact: true }).inputValue();
  await page.getByRole('button', { name: 'I have kept it' }).click();
  expect(await portal.api.ask(token, '{ groups { totalCount } }')).toEqual({ groups: { totalCount: 0 } });
  await page.getByRole('button', { name: 'Revoke nightly report' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await page.getByRole('heading', { name: 'No tokens yet' }).waitFor();
  expect((await portal.api.gql(token, '{ me { id } }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
});

it('a password is changed, and the old one no longer lets in', async () => {
  const owner = await portal.api.signUp();
  const page = await portal.pageOf(owner);
  await page.goto('/account');
  await page.getByRole('textbox', { name: 'Current password' }).fill('not this one at all');
  await page.getByRole('textbox', { name: 'New password' }).fill('another long passphrase');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByRole('alert').first().waitFor();
  await page.getByRole('textbox', { name: 'Current password' }).fill(TEST_PASSWORD);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Your password was changed').waitFor();
  const fresh = await portal.newPage();
  await signInWith(fresh, owner, TEST_PASSWORD);
  await fresh.getByRole('alert').waitFor();
  await signInWith(fresh, owner, 'another long passphrase');
  await fresh.getByRole('button', { name: /^Account of/ }).waitFor();
});
