import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPerson, startTestPortal, type TestPortal } from './harness/portal.ts';

/** A browser on a busy machine, through many pages. */
const LONG_MS = 90_000;

let portal: TestPortal;

beforeAll(async () => {
  portal = await startTestPortal();
});

afterAll(() => portal.stop());

/** An organisation in which somebody was added to a group. */
async function withMember() {
  const owner = await portal.api.signUp();
  const { id: userId } = await createPerson(portal.api, owner, 'Priya Nair');
  const { createGroup } = await portal.api.ask<{ createGroup: { id: string } }>(
    owner.token,
    'mutation { createGroup(input: {name: "backend"}) { id } }',
  );
  await portal.api.ask(
    owner.token,
    'mutation ($groupId: ID!, $userId: ID!) { addGroupMember(groupId: $groupId, userId: $userId) { createdAt } }',
    { groupId: createGroup.id, userId },
  );
  return owner;
}

it('the log is read as sentences, filtered in the URL, with the record behind each', async () => {
  const page = await portal.pageOf(await withMember());
  await page.goto('/');
  await page.getByRole('link', { name: 'Audit', exact: true }).click();
  await page.getByRole('button', { name: /added Priya Nair to backend$/ }).waitFor();
  await page.getByRole('combobox', { name: 'Action' }).fill('member added');
  await page.getByRole('option', { name: 'Group: member added' }).click();
  await page.waitForURL('**/audit?action=group.member_added');
  await page.getByRole('button', { name: /created the group backend$/ }).waitFor({ state: 'detached' });

  await page.goto(page.url());
  await page.getByRole('button', { name: /added Priya Nair to backend$/ }).click();
  const record = page.getByRole('dialog', { name: 'Audit record' });
  await record.getByText('"groupName": "backend"').waitFor();
  await record.getByRole('link', { name: 'All of this membership' }).click();
  await page.waitForURL('**/audit?type=membership&target=*');
});

it('the log is verified, and the answer is in plain words', async () => {
  const page = await portal.pageOf(await portal.api.signInAs(await withMember(), 'AUDITOR'));
  await page.goto('/audit');
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByText('Nothing was changed, removed or added').waitFor();
});

it('the sealed log is exported as a file, and what is filtered as a table', async () => {
  const page = await portal.pageOf(await withMember());
  await page.goto('/audit?action=group.member_added');
  const [proof] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export with proof' }).click(),
  ]);
  expect(proof.suggestedFilename()).toMatch(/^audit-.+[.]ndjson$/);
  const [header] = (await readFile(await proof.path(), 'utf8')).split('\n');
  expect(JSON.parse(header ?? '')).toHaveProperty('jwks');

  const [table] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  const lines = (await readFile(await table.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('added Priya Nair to backend');
});

it('a table has every record that fits, not only those that are shown', { timeout: LONG_MS }, async () => {
  const owner = await portal.api.signUp();
  const names = Array.from({ length: 120 }, (_, index) => `group ${index}`);
  for (const name of names) {
    await portal.api.ask(owner.token, 'mutation ($name: String!) { createGroup(input: {name: $name}) { id } }', {
      name,
    });
  }
  const page = await portal.pageOf(owner);
  await page.goto('/audit?action=group.created&sort=TIME&dir=asc');
  await page.getByText('1–50 audit records').waitFor();
  const [table] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  const [, ...lines] = (await readFile(await table.path(), 'utf8')).trim().split('\r\n');
  expect(lines).toHaveLength(120);
  expect(lines[0]).toContain('group 0');
});

it('an export is for who is signed in', async () => {
  const answer = await fetch(`${portal.url}/api/audit/export`, {
    method: 'POST',
    headers: { origin: portal.url },
    redirect: 'manual',
  });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?next=%2Faudit']);
});
