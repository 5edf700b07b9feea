import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPerson, startTestPortal, type TestPortal } from './harness/portal.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await startTestPortal();
});

afterAll(() => portal.stop());

it('a new organisation is led through its first steps, which go on as things are done', async () => {
  const owner = await portal.api.signUp();
  const page = await portal.pageOf(owner);
  await page.goto('/');
  const steps = page.getByRole('region', { name: 'First steps' });
  await steps.getByText('0 of 7 done').waitFor();

  await steps.getByRole('link', { name: 'Create a group' }).click();
  await page.getByRole('button', { name: 'New group' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('backend');
  await page.getByRole('button', { name: 'Create group' }).click();
  await page.getByRole('heading', { name: 'backend' }).waitFor();

  await page.getByRole('link', { name: 'Overview', exact: true }).click();
  await steps.getByText('1 of 7 done').waitFor();
  await createPerson(portal.api, owner, 'Priya Nair');
  await steps.getByText('2 of 7 done').waitFor();
});

it('the pulse is drawn, and counts what happens while one looks', async () => {
  const owner = await portal.api.signUp();
  const page = await portal.pageOf(owner);
  await page.goto('/');
  await page.getByRole('img', { name: /^Per minute over the last hour/ }).waitFor();
  const events = page.getByLabel('Events in the last hour');
  const before = Number(await events.textContent());
  await createPerson(portal.api, owner, 'Priya Nair');
  await expect.poll(async () => Number(await events.textContent()), { timeout: 9000 }).toBeGreaterThan(before);
});

it('what wants a person leads to where it is mended', async () => {
  const owner = await portal.api.signUp();
  const { createTask } = await portal.api.ask<{ createTask: { id: string } }>(
    owner.token,
    `mutation { createTask(input: { name: "Sync teams", scheduleType: CRON, cronExpression: "0 3 * * *",
      script: "export default async (): Promise<string> => { throw new Error('no token'); };" }) { id } }`,
  );
  await portal.api.ask(owner.token, 'mutation ($id: ID!) { runTask(id: $id) { id } }', { id: createTask.id });
  const page = await portal.pageOf(owner);
  await page.goto('/');
  await page.getByRole('link', { name: '1 run of Sync teams failed' }).click();
  await page.waitForURL(`**/tasks/${createTask.id}?tab=runs`);
});

it('a member sees themselves, and nothing of anybody else', async () => {
  const owner = await portal.api.signUp();
  await createPerson(portal.api, owner, 'Priya Nair');
  const member = await portal.api.signInAs(owner, 'MEMBER');
  const page = await portal.pageOf(member);
  await page.goto('/');
  await page.waitForURL(`**/people/${member.userId}`);
  await page.getByRole('main').getByText(member.email).first().waitFor();
  const links = page.getByRole('navigation').first().getByRole('link');
  expect(await links.allTextContents()).toEqual(['My access', 'Approvals']);
  await page.goto('/audit');
  await page.getByRole('heading', { name: 'Not for your role' }).waitFor();
});
