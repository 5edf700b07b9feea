import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listPlugins } from '../api/stories/plugins.ts';
import type { Account } from '../harness/api.ts';
import { createPerson, startTestPortal, type TestPortal } from './harness/portal.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await startTestPortal();
  await listPlugins(portal.api, ['http']);
}, 60_000);

afterAll(() => portal.stop());

async function makeGroup(owner: Account, name: string): Promise<string> {
  const { createGroup } = await portal.api.ask<{ createGroup: { id: string } }>(
    owner.token,
    'mutation ($name: String!) { createGroup(input: {name: $name}) { id } }',
    { name },
  );
  return createGroup.id;
}

const SCRIPT =
  "import { config } from 'joinery';\nexport default async function run(): Promise<string> { throw new Error(config.get('')); }\n";

async function makeTask(owner: Account, name: string): Promise<string> {
  const { createTask } = await portal.api.ask<{ createTask: { id: string } }>(
    owner.token,
    'mutation ($input: CreateTaskInput!) { createTask(input: $input) { id } }',
    { input: { name, scheduleType: 'ONCE', script: SCRIPT } },
  );
  return createTask.id;
}

async function exported(page: Page): Promise<string[]> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ]);
  return (await readFile(await file.path(), 'utf8')).trim().split('\r\n');
}

/** A browser on a busy machine. */
const PATIENCE = { timeout: 15_000 };

const rowsOf = (page: Page, list: string) => page.getByRole('table', { name: list }).locator('tbody tr');

/** Until the links in the rows are these. */
const shows = (page: Page, list: string, names: string[]) =>
  expect.poll(() => rowsOf(page, list).locator('a').allTextContents(), PATIENCE).toEqual(names);

describe('a live list', () => {
  it('leaves the focus with its row while others come in', async () => {
    const owner = await portal.api.signUp();
    const id = await makeGroup(owner, 'first');
    const page = await portal.pageOf(owner);
    await page.goto('/events');
    await page.getByText('Live', { exact: true }).waitFor();
    const rows = rowsOf(page, 'events');
    const row = rows.filter({ has: page.getByRole('link', { name: 'group.created' }) });
    await row.focus();
    const focused = () => page.evaluate<string | null>('document.activeElement.querySelector("a")?.href ?? null');
    const href = await focused();
    expect(href).not.toBeNull();

    await portal.api.ask(owner.token, `mutation { updateGroup(id: "${id}", input: {description: "x"}) { id } }`);
    await rows.first().getByRole('link', { name: 'group.updated' }).waitFor();
    expect(await focused()).toBe(href);
    await page.keyboard.press('ArrowUp');
    await expect.poll(focused, PATIENCE).not.toBe(href);
    await page.keyboard.press('ArrowDown');
    await expect.poll(focused, PATIENCE).toBe(href);
    await page.keyboard.press('Enter');
    await page.waitForURL(href ?? '');
  });
});

describe('the members of a group', () => {
  it('are searched, sorted and taken out together, and go into a file', async () => {
    const owner = await portal.api.signUp();
    const groupId = await makeGroup(owner, 'backend');
    for (const name of ['Ada Lovelace', 'Grace Hopper', 'Mary Somerville']) {
      const { id: userId } = await createPerson(portal.api, owner, name);
      await portal.api.ask(
        owner.token,
        'mutation ($groupId: ID!, $userId: ID!) { addGroupMember(groupId: $groupId, userId: $userId) { createdAt } }',
        { groupId, userId },
      );
    }
    const page = await portal.pageOf(owner);
    await page.goto(`/groups/${groupId}`);
    await shows(page, 'members', ['Grace Hopper', 'Ada Lovelace', 'Mary Somerville']);
    await page.getByRole('button', { name: 'Person' }).click();
    await page.getByRole('button', { name: 'Person' }).click();
    await shows(page, 'members', ['Mary Somerville', 'Ada Lovelace', 'Grace Hopper']);
    await page.getByRole('searchbox', { name: 'Search members' }).fill('love');
    await shows(page, 'members', ['Ada Lovelace']);
    expect(page.url()).toContain('members-q=love');
    const [header, ...lines] = await exported(page);
    expect(header).toBe('Person,Source,Since,Ends');
    expect(lines).toHaveLength(1);

    await page.getByRole('searchbox', { name: 'Search members' }).fill('');
    await page.getByRole('checkbox', { name: 'Select Mary Somerville' }).check();
    await page.getByRole('checkbox', { name: 'Select Grace Hopper' }).check();
    await page.getByRole('region', { name: 'Selected rows' }).getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await shows(page, 'members', ['Ada Lovelace']);
  });
});

describe('tasks', () => {
  it('are found by how they came out last, and picked by their names however many there are', async () => {
    const owner = await portal.api.signUp();
    const names = Array.from({ length: 24 }, (_, index) => `task ${String(index + 1).padStart(2, '0')}`);
    for (const name of names) await makeTask(owner, name);
    const failing = await makeTask(owner, 'zebra');
    await portal.api.ask(owner.token, `mutation { runTask(id: "${failing}") { id } }`);
    const page = await portal.pageOf(owner);
    await page.goto('/runs');
    await page.getByRole('combobox', { name: 'Any task' }).click();
    await page.getByRole('option', { name: 'task 01' }).waitFor();
    expect(await page.getByRole('option', { name: 'zebra' }).count()).toBe(0);
    await page.getByRole('combobox', { name: 'Any task' }).fill('zeb');
    await page.getByRole('option', { name: 'zebra' }).click();
    await page.waitForURL(`**/runs?task=${failing}`);
    await page.getByRole('row', { name: /zebra/ }).getByText('Failed').waitFor();

    await page.goto('/tasks');
    await page.getByRole('combobox', { name: 'Last outcome' }).click();
    await page.getByRole('option', { name: 'Failed' }).click();
    await page.waitForURL('**/tasks?last=ERROR');
    await page.getByText('1 task', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'zebra' }).waitFor();
  });
});

describe('the catalogue', () => {
  it('is narrowed to what is installed, sorted, and goes into a file', async () => {
    const page = await portal.pageOf(await portal.api.signUp());
    await page.goto('/marketplace');
    await page.getByRole('link', { name: 'HTTP', exact: true }).waitFor();
    const [header, line] = await exported(page);
    expect(header).toBe('Name,Key,Category,Publisher,Version,Installed by,Changed,Description');
    expect(line).toContain('HTTP,http,');
    await page.getByRole('combobox', { name: 'Order' }).click();
    await page.getByRole('option', { name: 'Changed last' }).click();
    await page.waitForURL('**/marketplace?sort=UPDATED_AT&dir=desc');
    await page.getByRole('combobox', { name: 'Installed or not' }).click();
    await page.getByRole('option', { name: 'Installed', exact: true }).click();
    await page.getByRole('heading', { name: 'No plugins match' }).waitFor();
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await page.getByRole('link', { name: 'HTTP', exact: true }).waitFor();
  });
});

describe('app roles', () => {
  it('are found by role, holder and application, and fit a narrow screen', async () => {
    const owner = await portal.api.signUp();
    const groupId = await makeGroup(owner, 'site-reliability-engineering-of-the-whole-company');
    const { createApplication } = await portal.api.ask<{ createApplication: { application: { id: string } } }>(
      owner.token,
      'mutation { createApplication(input: {name: "Continuous delivery dashboards"}) { application { id } } }',
    );
    const applicationId = createApplication.application.id;
    for (const role of ['viewer', 'administrator-of-everything']) {
      await portal.api.ask(
        owner.token,
        'mutation ($input: CreateAppMappingInput!) { createAppMapping(input: $input) { id } }',
        { input: { applicationId, groupId, role } },
      );
    }
    const page = await portal.pageOf(owner);
    await page.goto('/app-mappings');
    const rows = rowsOf(page, 'app roles');
    await expect.poll(() => rows.count(), PATIENCE).toBe(2);
    await page.getByRole('searchbox').fill('administrator');
    await expect.poll(() => rows.count(), PATIENCE).toBe(1);
    await page.getByRole('searchbox').fill('dashboards');
    await expect.poll(() => rows.count(), PATIENCE).toBe(2);
    await page.setViewportSize({ width: 320, height: 640 });
    const overflow =
      'document.querySelector("table").scrollWidth - document.querySelector("table").parentElement.clientWidth';
    await expect.poll(() => page.evaluate(overflow), PATIENCE).toBeLessThanOrEqual(0);
  });
});
