import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Sink, startSink, status } from '../harness/sink.ts';
import { createPerson, startTestPortal, type TestPortal } from './harness/portal.ts';

/** A browser on a busy machine, through many pages. */
const LONG_MS = 90_000;

let portal: TestPortal;
let sink: Sink;

beforeAll(async () => {
  portal = await startTestPortal();
  sink = await startSink();
});

afterAll(async () => {
  await portal.stop();
  await sink.close();
});

const createIntegration = async (token: string, url: string, more: object = {}) => {
  const { createIntegration: created } = await portal.api.ask<{ createIntegration: { id: string } }>(
    token,
    'mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { id } }',
    {
      input: { name: 'groups', eventTypes: ['group.created'], actions: [{ http: { method: 'POST', url } }], ...more },
    },
  );
  return created.id;
};

/** Picks the event, and closes the list, which would lie over what comes below. */
async function listenTo(page: Page, event: string): Promise<void> {
  await page.getByPlaceholder('Choose what to listen to').fill(event);
  await page.getByRole('option', { name: event }).click();
  await page.keyboard.press('Tab');
}

it('a new tenant makes an integration, sees what it would send, sends a test and reads what came back', {
  timeout: LONG_MS,
}, async () => {
  sink.answer(status(202, {}, '{"taken":true}'));
  const page = await portal.pageOf(await portal.api.signUp());
  await page.goto('/');
  await page.getByRole('link', { name: 'Integrations', exact: true }).click();
  await page.getByRole('heading', { name: 'No integrations yet' }).waitFor();
  await page.getByRole('link', { name: 'New integration' }).first().click();

  await page.getByRole('textbox', { name: 'Name' }).fill('People to the ledger');
  await listenTo(page, 'user.created');
  await page.getByRole('button', { name: 'Add condition' }).click();
  await page.getByPlaceholder('Field, as user_email').fill('user_email');
  await page.getByLabel('Operator').first().click();
  await page.getByRole('option', { name: 'contains', exact: true }).click();
  await page.getByRole('textbox', { name: 'Value', exact: true }).fill('@');
  await page.getByRole('textbox', { name: 'URL' }).fill(`${sink.url}/people`);
  await page.getByText('A template', { exact: true }).click();
  const body = page.getByRole('textbox', { name: 'Template of the body' });
  await body.fill('{"who": "{{.Data.nobody}}", "mail": "{{user_em');
  await page.getByRole('option', { name: '{{.Data.user_email}}' }).click();
  await body.press('End');
  await body.pressSequentially('"}');
  await page.getByText(/There is no {{\.Data\.nobody}}/).waitFor();
  await body.fill('{"mail": "{{.Data.user_email}}"}');

  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByText('It would fire').waitFor();
  await preview.getByText(/"mail": ".+@.+"/).waitFor();
  await page.getByRole('button', { name: 'Create integration' }).click();
  await page.getByRole('heading', { name: 'People to the ledger' }).waitFor();
  await page.getByRole('heading', { name: 'Nothing delivered yet' }).waitFor();

  await page.getByRole('button', { name: 'Send test' }).click();
  await page.getByRole('row', { name: /user\.created.*Succeeded/ }).waitFor();
  expect(sink.at('/people')).toHaveLength(1);
  await page
    .getByRole('row', { name: /user\.created/ })
    .getByRole('link')
    .click();
  await page.getByRole('heading', { name: 'Attempts' }).waitFor();
  await page.getByText('HTTP 202').first().waitFor();
  await page.getByText('"taken": true').waitFor();
  await page.getByText('webhook-signature').waitFor();
});

it('a flow is started with what the event says, picked field by field', { timeout: 90_000 }, async () => {
  const owner = await portal.api.signUp();
  const person = await createPerson(portal.api, owner, 'Priya Nair');
  const text = { type: 'string' };
  const inputSchema = { type: 'object', properties: { email: text, note: text }, required: ['email'] };
  const steps = [{ name: 'nothing', actionType: 'none' }];
  await portal.api.ask(
    owner.token,
    'mutation ($input: CreateActionChainInput!) { createActionChain(input: $input) { id } }',
    { input: { name: 'Welcome', inputSchema, steps } },
  );
  const { createGroup } = await portal.api.ask<{ createGroup: { id: string } }>(
    owner.token,
    'mutation { createGroup(input: { name: "ops" }) { id } }',
  );
  const page = await portal.pageOf(owner);
  await page.goto('/integrations/new');
  await page.getByRole('textbox', { name: 'Name' }).fill('Welcome to the group');
  await listenTo(page, 'group.member_added');
  await page.getByRole('button', { name: 'Add condition' }).click();
  await page.getByRole('combobox', { name: 'Field' }).fill('group_id');
  await page.getByRole('combobox', { name: 'Value', exact: true }).fill('op');
  await page.getByRole('option', { name: 'ops', exact: true }).click();
  await page.getByRole('combobox', { name: 'Kind of action 1' }).click();
  await page.getByRole('option', { name: 'Start a flow' }).click();
  await page.getByRole('combobox', { name: 'Chain' }).fill('welc');
  await page.getByRole('option', { name: 'Welcome' }).click();
  await page.getByRole('button', { name: 'Take Person it is about from the event' }).click();
  await page.getByRole('combobox', { name: 'Person it is about' }).waitFor();

  const note = page.getByRole('textbox', { name: 'Note' });
  await note.fill('{{event.data.nobody}}');
  await page.getByRole('button', { name: 'Create integration' }).click();
  await page
    .getByText(/there is no event\.data\.nobody/)
    .first()
    .waitFor();
  await page.getByText('is required', { exact: true }).waitFor();
  await note.fill('joins {{event.data.group_name}}');
  await page.getByRole('button', { name: 'Take Email from the event' }).click();
  await page.getByRole('combobox', { name: 'Email' }).fill('data.user_email');
  await page.getByRole('option', { name: 'event.data.user_email' }).click();
  await page.getByRole('button', { name: 'Write it as JSON' }).click();
  await page.getByRole('textbox', { name: 'Input' }).and(page.getByText('"$from": "event.data.user_email"')).waitFor();
  await page.getByRole('button', { name: 'Back to the form' }).click();
  await page.getByRole('button', { name: 'Create integration' }).click();
  await page.getByRole('heading', { name: 'Welcome to the group' }).waitFor();

  await portal.api.ask(
    owner.token,
    'mutation ($groupId: ID!, $userId: ID!) { addGroupMember(groupId: $groupId, userId: $userId) { source } }',
    { groupId: createGroup.id, userId: person.id },
  );
  await page.goto('/flows');
  await page
    .getByRole('link', { name: /Welcome/ })
    .first()
    .click();
  await page.getByText(`"email": "${person.email}"`).waitFor();
  await page.getByText('"note": "joins ops"').waitFor();
  await page.getByRole('heading', { name: 'Welcome: Priya Nair' }).waitFor();
});

it('a failed delivery is found, retried, and seen to arrive', async () => {
  const owner = await portal.api.signUp();
  sink.answer(status(500, {}, 'out of order'));
  await createIntegration(owner.token, `${sink.url}/failing`);
  const page = await portal.pageOf(owner);
  await page.goto('/deliveries?status=FAILED');
  await page.getByRole('heading', { name: 'No deliveries match' }).waitFor();
  await portal.api.ask(owner.token, 'mutation { createGroup(input: { name: "ops" }) { id } }');
  await page.getByRole('row', { name: /group\.created.*ops.*Failed/ }).waitFor();

  await page
    .getByRole('row', { name: /group\.created/ })
    .getByRole('link', { name: 'group.created' })
    .click();
  await page.getByText('out of order').waitFor();
  await page.getByText('About ops', { exact: true }).getByRole('link', { name: 'ops' }).waitFor();
  sink.answer(status(204));
  await page.getByRole('button', { name: 'Retry' }).click();
  await page.getByText('Attempt 2').waitFor();
  await page.getByText('Succeeded').first().waitFor();
  expect(sink.at('/failing')).toHaveLength(2);
});

it('many failed deliveries are retried together', async () => {
  const owner = await portal.api.signUp();
  sink.answer(status(503));
  await createIntegration(owner.token, `${sink.url}/many`);
  for (const name of ['one', 'two', 'three']) {
    await portal.api.ask(owner.token, 'mutation ($name: String!) { createGroup(input: { name: $name }) { id } }', {
      name,
    });
  }
  const page = await portal.pageOf(owner);
  await page.goto('/deliveries');
  await page
    .getByRole('row', { name: /Failed/ })
    .nth(2)
    .waitFor();
  sink.answer(status(200));
  await page.getByRole('checkbox', { name: 'Select all rows' }).check();
  await page.getByRole('button', { name: 'Retry' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Retry' }).click();
  await page
    .getByRole('row', { name: /Succeeded/ })
    .nth(2)
    .waitFor();
});

it('what was missed while it was disabled is offered when it is enabled', async () => {
  const owner = await portal.api.signUp();
  sink.answer(status(200));
  const id = await createIntegration(owner.token, `${sink.url}/missed`);
  const page = await portal.pageOf(owner);
  await page.goto(`/integrations/${id}`);
  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await page.getByText('It is disabled').waitFor();
  await portal.api.ask(owner.token, 'mutation { createGroup(input: { name: "quiet" }) { id } }');
  await page.getByRole('button', { name: 'Enable' }).click();
  await page.getByRole('button', { name: 'Deliver what was missed' }).click();
  await page.getByRole('row', { name: /group\.created.*Succeeded/ }).waitFor();
  expect(sink.at('/missed')).toHaveLength(1);
});

it('an auditor sees how an integration is set up, and cannot change it', async () => {
  const owner = await portal.api.signUp();
  const id = await createIntegration(owner.token, `${sink.url}/seen`);
  const page = await portal.pageOf(await portal.api.signInAs(owner, 'AUDITOR'));
  await page.goto(`/integrations/${id}?tab=setup`);
  expect(await page.getByRole('textbox', { name: 'Name' }).isDisabled()).toBe(true);
  await page.getByText('It would fire').waitFor();
  expect(await page.getByRole('button', { name: /Save|Delete|Enable|Disable|Send test/ }).count()).toBe(0);
});
