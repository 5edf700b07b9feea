import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPerson, startTestPortal, type TestPortal } from './harness/portal.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await startTestPortal();
});

afterAll(() => portal.stop());

it('a person signs in, creates a group, adds a member and takes them out again', async () => {
  const owner = await portal.api.signUp();
  await createPerson(portal.api, owner, 'Priya Nair');
  const page = await portal.pageOf(owner);
  await page.goto('/');

  await page.getByRole('link', { name: 'Groups', exact: true }).click();
  await page.getByRole('heading', { name: 'No groups yet' }).waitFor();
  await page.getByRole('button', { name: 'New group' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('backend');
  await page.getByRole('button', { name: 'Create group' }).click();
  await page.getByRole('heading', { name: 'backend' }).waitFor();

  await page.getByRole('combobox', { name: 'Add a member' }).fill('priya');
  await page.getByRole('option', { name: /Priya Nair/ }).click();
  await page.getByRole('row', { name: /Priya Nair/ }).waitFor();
  await page.goto(page.url());
  await page.getByRole('button', { name: 'Remove Priya Nair' }).click();
  await page.getByRole('heading', { name: 'Nobody yet' }).waitFor();
});

it('a name that is taken is told at its input, and is not lost by a slip of the hand', async () => {
  const owner = await portal.api.signUp();
  await portal.api.ask(owner.token, 'mutation { createGroup(input: {name: "ops"}) { id } }');
  const page = await portal.pageOf(owner);
  await page.goto('/groups');
  await page.getByRole('button', { name: 'New group' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('ops');
  await page.getByRole('button', { name: 'Create group' }).click();
  await page.getByText(/there is .*already|taken|exists/i).waitFor();

  const form = page.getByRole('dialog', { name: 'New group' });
  const question = page.getByRole('dialog', { name: 'Discard changes?' });
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Cancel' }).waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  expect(await form.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('ops');
  await form.getByRole('button', { name: 'Close' }).click();
  await question.getByRole('button', { name: 'Discard changes' }).click();
  await form.waitFor({ state: 'detached' });
});

it('an auditor sees groups and cannot change them', async () => {
  const owner = await portal.api.signUp();
  await portal.api.ask(owner.token, 'mutation { createGroup(input: {name: "ops"}) { id } }');
  const page = await portal.pageOf(await portal.api.signInAs(owner, 'AUDITOR'));
  await page.goto('/groups');
  await page.getByRole('link', { name: 'ops' }).click();
  await page.getByRole('heading', { name: 'ops' }).waitFor();
  expect(await page.getByRole('button', { name: /Delete|Edit|New group/ }).count()).toBe(0);
});
