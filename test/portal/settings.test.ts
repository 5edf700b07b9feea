import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPerson, startTestPortal, type TestPortal } from './harness/portal.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await startTestPortal();
});

afterAll(() => portal.stop());

it('an owner renames the organisation, makes an auditor and says what is known of people', async () => {
  const owner = await portal.api.signUp();
  await createPerson(portal.api, owner, 'Priya Nair');
  const page = await portal.pageOf(owner);
  await page.goto('/');
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Example Works');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The settings were saved').waitFor();

  await page.getByRole('link', { name: 'Roles', exact: true }).click();
  await page.getByText(/is the last active owner/).waitFor();
  await page.getByRole('combobox', { name: 'Give a role to' }).fill('priya');
  await page.getByRole('option', { name: /Priya Nair/ }).click();
  await page.getByRole('combobox', { name: 'Role', exact: true }).click();
  await page.getByRole('option', { name: 'Auditor' }).click();
  await page.getByRole('button', { name: 'Give role' }).click();
  await page.getByRole('combobox', { name: 'Role of Priya Nair' }).waitFor();

  await page.getByRole('link', { name: 'Attributes' }).click();
  await page.getByRole('button', { name: 'Add attribute' }).click();
  await page.getByRole('textbox', { name: 'Name of the new attribute' }).fill('team');
  await page.getByRole('checkbox', { name: 'team is required' }).check();
  await page.getByRole('button', { name: 'Save attributes' }).click();
  await page.getByText('The attributes were saved').waitFor();
  const { tenant } = await portal.api.ask<{ tenant: object }>(owner.token, '{ tenant { name attributeSchema } }');
  expect(tenant).toEqual({
    name: 'Example Works',
    attributeSchema: { type: 'object', properties: { team: { type: 'string' } }, required: ['team'] },
  });
});

it('an owner says who gets a mail about failures, and turns the pages of the sign-in providers', async () => {
  const owner = await portal.api.signUp();
  const person = await createPerson(portal.api, owner, 'Priya Nair');
  const page = await portal.pageOf(owner);
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Notifications', exact: true }).click();
  await page.getByText('This deployment sends no mail').waitFor();
  await page.getByRole('combobox', { name: 'A task has failed: one more' }).fill('priya');
  await page.getByRole('option', { name: /Priya Nair/ }).click();
  await page.getByRole('combobox', { name: 'A task has failed: 1' }).waitFor();
  await page.getByRole('button', { name: 'Save notifications' }).click();
  await page.getByText('From now on these people are told').waitFor();
  await page.getByRole('link', { name: 'Roles', exact: true }).click();
  await page.getByRole('table', { name: 'People with a role' }).waitFor();
  const { notifications } = await portal.api.ask<{ notifications: { topic: string; users: object[] }[] }>(
    owner.token,
    '{ notifications { topic users { id } } }',
  );
  expect(notifications.filter(({ users }) => users.length > 0)).toEqual([
    { topic: 'TASK_FAILED', users: [{ id: person.id }] },
  ]);

  for (const name of ['Azure', 'Google', 'Okta']) {
    await portal.api.ask(
      owner.token,
      'mutation ($name: String!) { createFederatedProvider(input: { name: $name, providerType: OIDC }) { id } }',
      { name },
    );
  }
  await page.goto('/settings/providers?providers-size=2');
  await page.getByText('1–2 of 3 sign-in providers').waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByText('3–3 of 3 sign-in providers').waitFor();
  await page.getByRole('row', { name: /Okta/ }).waitFor();
});

it('an auditor reads all of the settings and can change none', async () => {
  const owner = await portal.api.signUp();
  const page = await portal.pageOf(await portal.api.signInAs(owner, 'AUDITOR'));
  await page.goto('/settings');
  expect(await page.getByRole('textbox', { name: 'Name', exact: true }).isEditable()).toBe(false);
  for (const [section, shown] of [
    ['Roles', 'People with a role'],
    ['Deployment', 'Signing keys'],
  ] as const) {
    await page.getByRole('link', { name: section, exact: true }).click();
    await page.getByRole('table', { name: shown }).waitFor();
  }
  await page.goto('/messages');
  await page.getByRole('heading', { name: 'No messages yet' }).waitFor();
  expect(await page.getByRole('button', { name: /Save|Give role|Add|Write message/ }).count()).toBe(0);
});

it('a message to everybody waits to be delivered, and is cancelled', async () => {
  const owner = await portal.api.signUp();
  const page = await portal.pageOf(owner);
  await page.goto('/messages');
  await page.getByRole('button', { name: 'Write message' }).first().click();
  await page.getByText('Everybody', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Subject' }).fill('Maintenance on Sunday');
  await page.getByRole('textbox', { name: 'Text' }).fill('The directory is read-only from eight to nine.');
  await page.getByRole('button', { name: 'Send to all of them' }).click();
  const row = page.getByRole('row', { name: /Maintenance on Sunday/ });
  await row.getByRole('checkbox').check();
  await page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Do not send' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Do not send' }).click();
  await row.getByText('Cancelled').waitFor();
});
