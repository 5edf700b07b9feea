import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Account } from '../harness/api.ts';
import { drag } from './harness/drag.ts';
import { createPerson, startTestPortal, type TestPortal } from './harness/portal.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await startTestPortal();
});

afterAll(() => portal.stop());

/** A browser on a busy machine, through many pages. */
const LONG_MS = 90_000;

it('a chain is put together by dragging: steps in, past one another, and connected', { timeout: LONG_MS }, async () => {
  const owner = await portal.api.signUp();
  const page = await portal.pageOf(owner);
  await page.goto('/chains/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('By hand');
  const picture = page.getByRole('application', { name: 'Picture of the chain' });
  const chip = picture.getByText('Drag a step in');

  await drag(page, chip, picture.getByRole('button', { name: 'Put a step first' }));
  await nameStep(page, 'second');
  await drag(page, chip, picture.getByRole('button', { name: 'Put a step first' }));
  await nameStep(page, 'first');
  await drag(page, chip, picture.getByRole('button', { name: 'Put a step after second' }));
  await nameStep(page, 'third');
  await expectOrder(page, ['first', 'second', 'third']);

  await drag(page, picture.getByText('first', { exact: true }), picture.getByText('Done'));
  await expectOrder(page, ['second', 'third', 'first']);
  await drag(
    page,
    picture.getByTitle('Drag to what comes after A flow is started'),
    picture.getByTitle('Before first'),
  );
  await expectOrder(page, ['first', 'second', 'third']);

  await page.getByRole('button', { name: 'Create chain' }).click();
  await page.getByRole('heading', { name: 'By hand' }).waitFor();
  expect(await stepsOf(owner)).toEqual(['first', 'second', 'third']);

  await page.getByRole('button', { name: 'Remove third' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved: new flows take version 2.').waitFor();
  await page.getByRole('button', { name: 'Versions' }).click();
  const versions = page.getByRole('dialog', { name: 'Versions of By hand' });
  await versions.getByRole('article', { name: 'third' }).waitFor();
  await versions.getByRole('button', { name: 'Bring it back' }).click();
  await page
    .getByRole('dialog', { name: 'Bring version 1 back?' })
    .getByRole('button', { name: 'Bring it back' })
    .click();
  await expectOrder(page, ['first', 'second', 'third']);
});

it('a chain that is not saved is left only by who says so', { timeout: LONG_MS }, async () => {
  const page = await portal.pageOf(await portal.api.signUp());
  await page.goto('/chains/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Half a thought');
  await page.getByRole('link', { name: 'Groups', exact: true }).click();
  const question = await staysWith(page, 'Half a thought');

  await page.getByRole('button', { name: /^Search/ }).click();
  await page.getByPlaceholder(/^Pages, people/).fill('group');
  await page.getByRole('button', { name: 'Groups', exact: true }).click();
  await question.getByRole('button', { name: 'Leave without saving' }).click();
  await page.getByRole('heading', { name: 'Groups', exact: true }).waitFor();
  await page.getByRole('link', { name: 'Chains', exact: true }).click();
  await page.getByRole('heading', { name: 'Chains', exact: true }).waitFor();
});

it.each([
  { browser: 'a browser', asOlder: false },
  { browser: 'a browser that tells of Back and Forward only afterwards', asOlder: true },
])('nor is it lost by Back and Forward of $browser', { timeout: LONG_MS }, async ({ asOlder }) => {
  const page = await portal.pageOf(await portal.api.signUp());
  if (asOlder) await page.addInitScript('delete window.navigation');
  await page.goto('/chains');
  await page.getByRole('link', { name: 'New chain' }).first().click();
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Half a thought');
  await travel(page, -1);
  const question = await staysWith(page, 'Half a thought');
  expect(new URL(page.url()).pathname).toBe('/chains/new');
  await name.fill('Half a thought more');
  await travel(page, -1);
  await question.getByRole('button', { name: 'Leave without saving' }).click();
  await page.getByRole('heading', { name: 'Chains', exact: true }).waitFor();

  await page.getByRole('link', { name: 'New chain' }).first().click();
  await name.waitFor();
  await page.getByRole('link', { name: 'Groups', exact: true }).click();
  await page.getByRole('heading', { name: 'Groups', exact: true }).waitFor();
  await travel(page, -1);
  await name.fill('Another');
  await travel(page, 1);
  await staysWith(page, 'Another');
});

it('a chain is put together by keyboard alone', { timeout: LONG_MS }, async () => {
  const owner = await portal.api.signUp();
  const page = await portal.pageOf(owner);
  await page.goto('/chains/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).focus();
  await page.keyboard.type('By keyboard');
  await press(page, 'Add a field');
  await page.getByRole('textbox', { name: 'Name of the field' }).fill('reason');

  await press(page, 'Add a step');
  await chooseByKeyboard(page, 'Action', 'Send a mail');
  await press(page, 'Take Subject from the flow');
  await chooseByKeyboard(page, 'Subject', 'input.reason');
  await page.getByRole('textbox', { name: 'Text' }).focus();
  await page.keyboard.type('About you');
  await press(page, 'Take To from the flow');
  await chooseByKeyboard(page, 'To', 'subject.email');

  await press(page, 'Add a step');
  await chooseByKeyboard(page, 'Action', 'Sleep');
  await page.getByRole('textbox', { name: 'Seconds' }).focus();
  await page.keyboard.type('5');
  await press(page, 'Move sleep up');
  await expectOrder(page, ['sleep', 'email_notification']);

  await press(page, 'Create chain');
  await page.getByRole('heading', { name: 'By keyboard' }).waitFor();
  expect(await stepsOf(owner)).toEqual(['sleep', 'email_notification']);
});

it('people, groups and chains are picked by name, in a chain and when it is started', {
  timeout: LONG_MS,
}, async () => {
  const owner = await portal.api.signUp();
  const person = await createPerson(portal.api, owner, 'Priya Nair');
  const { createGroup } = await portal.api.ask<{ createGroup: { id: string } }>(
    owner.token,
    'mutation { createGroup(input: { name: "ops" }) { id } }',
  );
  await createChain(owner, {
    name: 'Out of ops',
    purpose: 'DEPROVISION',
    inputSchema: { type: 'object', properties: { leaver: { type: 'string', 'x-refers-to': 'user' } } },
    steps: [{ name: 'none', actionType: 'none' }],
  });
  const page = await portal.pageOf(owner);
  await page.goto('/chains/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Into ops');
  await pick(page, 'Its other way round', 'out of', 'Out of ops');
  await page.getByRole('button', { name: 'Add a field' }).click();
  await page.getByRole('textbox', { name: 'Name of the field' }).fill('buddy');
  await page.getByRole('combobox', { name: 'Type of buddy' }).click();
  await page.getByRole('option', { name: 'Person' }).click();
  await page.getByRole('button', { name: 'Add a step' }).click();
  await pick(page, 'Action', 'Add to group', 'Add to group');
  await pick(page, 'Group', 'op', 'ops');
  await page.getByRole('button', { name: 'Take User from the flow' }).click();
  await pick(page, 'User', 'input.buddy', 'input.buddy');
  await page.getByRole('button', { name: 'Add a step' }).click();
  await pick(page, 'Action', 'Run a chain', 'Run a chain');
  await pick(page, 'Chain', 'out of', 'Out of ops');
  await page.getByRole('button', { name: 'Take Leaver from the flow' }).click();
  await pick(page, 'Leaver', 'input.buddy', 'input.buddy');
  await page.getByRole('button', { name: 'Add a step' }).click();
  await pick(page, 'Action', 'Undo a chain', 'Undo a chain');
  await page.getByRole('button', { name: 'Take Flow from the flow' }).click();
  const undone = page.getByRole('combobox', { name: 'Flow', exact: true });
  await expect.poll(() => undone.inputValue()).toBe('steps.run_chain.output.flowId');
  await page.getByRole('button', { name: 'Remove undo_chain' }).click();
  await page.getByRole('button', { name: 'Create chain' }).click();
  await page.getByRole('heading', { name: 'Into ops' }).waitFor();
  await page.getByRole('link', { name: 'Out of ops' }).waitFor();

  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await pick(page, 'Buddy', 'priya', /Priya Nair/);
  await page.getByRole('button', { name: 'Start for real' }).click();
  await page.getByRole('article', { name: /^Step add_group_member: Changed/ }).waitFor();
  await page.getByRole('article', { name: /^Step run_chain: Nothing to do/ }).waitFor();
  const { group } = await portal.api.ask<{ group: { members: { nodes: { user: { id: string } }[] } } }>(
    owner.token,
    'query ($id: ID!) { group(id: $id) { members(first: 5) { nodes { user { id } } } } }',
    { id: createGroup.id },
  );
  expect(group.members.nodes).toEqual([{ user: { id: person.id } }]);
  const { actionFlows } = await portal.api.ask<{ actionFlows: { nodes: { input: object }[] } }>(
    owner.token,
    '{ actionFlows(first: 1, text: "Out of ops") { nodes { input } } }',
  );
  expect(actionFlows.nodes).toEqual([{ input: { leaver: person.id } }]);

  const undeclared = await createChain(owner, {
    name: 'Undeclared',
    steps: [
      {
        name: 'join',
        actionType: 'directory_add_group_member',
        input: { groupId: { $from: 'input.team' }, userId: { $from: 'subject.id' } },
      },
    ],
  });
  await page.goto(`/chains/${undeclared}`);
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByText(/The chain declares no input[.] This is what its steps take from it/).waitFor();
  await pick(page, 'Whom it is about', 'priya', /Priya Nair/);
  await pick(page, 'Team', 'op', 'ops');
  await page.getByRole('button', { name: 'Plan', exact: true }).click();
  await page.getByRole('article', { name: 'Step join: Nothing to do' }).waitFor();
  await page.getByRole('link', { name: 'Undeclared' }).first().click();
  await page.getByRole('button', { name: 'Declare what its steps take' }).click();
  await page.getByRole('combobox', { name: 'Type of team' }).and(page.locator('[value="Group"]')).waitFor();
});

async function createChain(owner: Account, input: object): Promise<string> {
  const { createActionChain } = await portal.api.ask<{ createActionChain: { id: string } }>(
    owner.token,
    'mutation ($input: CreateActionChainInput!) { createActionChain(input: $input) { id } }',
    { input },
  );
  return createActionChain.id;
}

/** Says no to the question; the page is as it was. */
async function staysWith(page: Page, typed: string): Promise<Locator> {
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await question.waitFor({ state: 'detached' });
  expect(await page.getByRole('textbox', { name: 'Name', exact: true }).inputValue()).toBe(typed);
  return question;
}

/** By the browser's own Back or Forward, whatever comes of it. */
async function travel(page: Page, by: 1 | -1): Promise<void> {
  const browser = await page.context().newCDPSession(page);
  const { currentIndex, entries } = await browser.send('Page.getNavigationHistory');
  await browser.send('Page.navigateToHistoryEntry', { entryId: entries[currentIndex + by]?.id ?? 0 });
  await browser.detach();
}

async function pick(page: Page, select: string, typed: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: select, exact: true }).fill(typed);
  await page.getByRole('option', typeof option === 'string' ? { name: option, exact: true } : { name: option }).click();
}

/** The step that is open: what it is called. */
async function nameStep(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Step name' }).fill(name);
  await page.getByRole('application').getByText(name, { exact: true }).waitFor();
}

async function press(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).focus();
  await page.keyboard.press('Enter');
}

async function chooseByKeyboard(page: Page, select: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: select, exact: true }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(option);
  await page.getByRole('option', { name: option, exact: true }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}

async function expectOrder(page: Page, names: readonly string[]): Promise<void> {
  const rows = page
    .getByRole('region', { name: 'Steps' })
    .getByRole('listitem')
    .getByText(/^\d+[.] /);
  await expect
    .poll(() => rows.allInnerTexts(), { timeout: 15_000 })
    .toEqual(names.map((name, index) => `${index + 1}. ${name}`));
}

async function stepsOf(owner: Account): Promise<string[]> {
  const { actionChains } = await portal.api.ask<{ actionChains: { nodes: { steps: { name: string }[] }[] } }>(
    owner.token,
    '{ actionChains(first: 1) { nodes { steps { name } } } }',
  );
  return actionChains.nodes[0]?.steps.map(({ name }) => name) ?? [];
}
