import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Account } from '../harness/api.ts';
import { createPerson, startTestPortal, type TestPortal } from './harness/portal.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await startTestPortal();
});

afterAll(() => portal.stop());

/** A browser on a busy machine, through many pages. */
const LONG_MS = 90_000;

it('a step that has failed is skipped with a reason, and the flow is undone afterwards', {
  timeout: LONG_MS,
}, async () => {
  const owner = await portal.api.signUp();
  const person = await createPerson(portal.api, owner, 'Priya Nair');
  const ops = await makeGroup(owner, 'ops');
  const flowId = await startFlow(owner, person.id, [
    { name: 'join_ops', actionType: 'directory_add_group_member', input: member(ops) },
    { name: 'join_gone', actionType: 'directory_add_group_member', input: member(randomUUID()) },
    { name: 'called', actionType: 'callback', input: {} },
  ]);
  const page = await portal.pageOf(owner);
  await page.goto(`/flows/${flowId}`);
  await page.getByRole('article', { name: 'Step join_ops: Changed' }).waitFor();
  const failed = page.getByRole('article', { name: 'Step join_gone: Failed' });
  await failed.getByText('Add to group directory_add_group_member').waitFor();
  await failed.getByRole('button', { name: 'Skip' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('That group is no more');
  await page.getByRole('dialog').getByRole('button', { name: 'Skip' }).click();
  await page.getByRole('article', { name: 'Step join_gone: Skipped' }).waitFor();
  await page.getByText('That group is no more').waitFor();
  const url = await page.getByRole('textbox', { name: 'Callback URL' }).inputValue();
  const called = await fetch(new URL(new URL(url).pathname, portal.api.url), { method: 'POST' });
  expect(called.ok).toBe(true);
  await page.getByRole('article', { name: 'Step called: Changed' }).waitFor();

  await page.getByRole('button', { name: 'Undo' }).click();
  const question = page.getByRole('dialog', { name: 'Undo what it has changed?' });
  await question.getByText(/the last first: called, join_ops[.]/).waitFor();
  await question.getByRole('button', { name: 'Undo' }).click();
  const undoing = page.getByRole('region', { name: 'What undoes them' });
  await undoing.getByRole('article', { name: 'Step undo_join_ops: Changed' }).waitFor();
  expect(await membersOf(owner, ops)).toEqual([]);
});

it('a removal over the budget waits until a person confirms it', { timeout: LONG_MS }, async () => {
  const owner = await portal.api.signUp();
  await portal.api.ask(owner.token, 'mutation { updateTenantSettings(input: { removalsPerHour: 0 }) { id } }');
  const person = await createPerson(portal.api, owner, 'Omar Haddad');
  const ops = await makeGroup(owner, 'ops');
  await portal.api.ask(
    owner.token,
    'mutation ($groupId: ID!, $userId: ID!) { addGroupMember(groupId: $groupId, userId: $userId) { source } }',
    { groupId: ops, userId: person.id },
  );
  const flowId = await startFlow(owner, person.id, [
    { name: 'leave_ops', actionType: 'directory_remove_group_member', input: member(ops) },
  ]);
  const page = await portal.pageOf(owner);
  await page.goto(`/flows/${flowId}`);
  const waiting = page.getByRole('article', { name: 'Step leave_ops: Waiting' });
  await waiting.getByText(/more than 0 removals at directory in one hour/).waitFor();
  await waiting.getByRole('button', { name: 'Confirm the removal' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm the removal' }).click();
  await page.getByRole('article', { name: 'Step leave_ops: Changed' }).waitFor();
  expect(await membersOf(owner, ops)).toEqual([]);
});

it('approvals are sorted by what one looks for', { timeout: LONG_MS }, async () => {
  const owner = await portal.api.signUp();
  const person = await createPerson(portal.api, owner, 'Noor Aziz');
  for (const thing of ['fig', 'elder', 'date', 'cherry', 'banana', 'apple']) {
    const asking = { actionType: 'approval', input: { message: `May they have a ${thing}?`, role: 'OWNER' } };
    await startFlow(owner, person.id, [{ name: 'ask', ...asking }], thing);
  }
  const page = await portal.pageOf(owner);
  await page.goto('/approvals');
  const cards = page.getByRole('region', { name: 'Asked by flows' }).getByRole('article');
  const asked = () => cards.evaluateAll((found) => found.map((card) => card.getAttribute('aria-label')));
  await expect.poll(() => cards.count(), { timeout: 30_000 }).toBe(6);
  await page.getByRole('combobox', { name: 'Order' }).click();
  await page.getByRole('option', { name: 'By what is asked' }).click();
  await page.waitForURL('**/approvals?approvals-sort=message');
  await expect.poll(async () => (await asked())[0]).toBe('May they have a apple?');
  await page.getByRole('combobox', { name: 'Order' }).click();
  await page.getByRole('option', { name: 'By chain' }).click();
  await page.waitForURL('**/approvals?approvals-sort=chain');
  await expect.poll(async () => (await asked()).at(-1)).toBe('May they have a fig?');
});

const member = (groupId: string) => ({ groupId, userId: { $from: 'subject.id' } });

async function makeGroup(owner: Account, name: string): Promise<string> {
  const { createGroup } = await portal.api.ask<{ createGroup: { id: string } }>(
    owner.token,
    'mutation ($name: String!) { createGroup(input: { name: $name }) { id } }',
    { name },
  );
  return createGroup.id;
}

async function startFlow(
  owner: Account,
  subjectId: string,
  steps: readonly object[],
  name = 'About somebody',
): Promise<string> {
  const { createActionChain } = await portal.api.ask<{ createActionChain: { id: string } }>(
    owner.token,
    'mutation ($input: CreateActionChainInput!) { createActionChain(input: $input) { id } }',
    { input: { name, steps: steps.map((step) => ({ retry: { maxAttempts: 1 }, ...step })) } },
  );
  const { startActionFlow } = await portal.api.ask<{ startActionFlow: { id: string } }>(
    owner.token,
    'mutation ($input: StartActionFlowInput!) { startActionFlow(input: $input) { id } }',
    { input: { chainId: createActionChain.id, subjectId } },
  );
  return startActionFlow.id;
}

async function membersOf(owner: Account, id: string): Promise<string[]> {
  const { group } = await portal.api.ask<{ group: { members: { nodes: { user: { email: string } }[] } } }>(
    owner.token,
    'query ($id: ID!) { group(id: $id) { members(first: 10) { nodes { user { email } } } } }',
    { id },
  );
  return group.members.nodes.map(({ user }) => user.email);
}
