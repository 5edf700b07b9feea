import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Account } from '../harness/api.ts';
import { createPerson, startTestPortal, type TestPortal } from './harness/portal.ts';

/** A browser on a busy machine, through many pages. */
const LONG_MS = 90_000;

let portal: TestPortal;

beforeAll(async () => {
  portal = await startTestPortal();
});

afterAll(() => portal.stop());

const scriptOf = (...lines: string[]) =>
  `import { config, idp } from 'joinery';\n\nexport default async function run(): Promise<string> {\n${lines.join('\n')}\n}\n`;

const ADDS = [
  `  const group = await idp.getGroupByName('ops');`,
  `  if (!group) throw new Error('there is no group ops');`,
  `  for await (const user of idp.users({ emailEndsWith: config.get('domain') })) {`,
  `    await idp.addUserToGroup(user.id, group.id);`,
  `  }`,
  `  return 'done';`,
];

async function write(page: Page, script: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Script', exact: true }).click();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(script);
}

async function makeTask(owner: Account, input: object): Promise<string> {
  const { createTask } = await portal.api.ask<{ createTask: { id: string } }>(
    owner.token,
    'mutation ($input: CreateTaskInput!) { createTask(input: $input) { id } }',
    { input: { scheduleType: 'ONCE', ...input } },
  );
  return createTask.id;
}

it('a script is written, mended where it is wrong, planned, read and applied', { timeout: LONG_MS }, async () => {
  const owner = await portal.api.signUp();
  await createPerson(portal.api, owner, 'Priya Nair');
  await portal.api.ask(owner.token, 'mutation { createGroup(input: {name: "ops"}) { id } }');
  const page = await portal.pageOf(owner);
  await page.goto('/');

  await page.getByRole('link', { name: 'Tasks', exact: true }).click();
  await page.getByRole('link', { name: 'New task' }).first().click();
  const { scriptTemplates } = await portal.api.ask<{ scriptTemplates: { title: string }[] }>(
    owner.token,
    '{ scriptTemplates { title } }',
  );
  expect(scriptTemplates).toHaveLength(15);
  for (const { title } of scriptTemplates) await page.getByText(title, { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Empty script/ }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('everybody into ops');
  await write(page, scriptOf(`  const count: number = 'three';`, ...ADDS));
  const problems = page.getByRole('status', { name: 'Problems of the script' });
  await problems.getByRole('button', { name: /^Line 4, column 9:.*not assignable/ }).waitFor();
  await write(page, scriptOf(...ADDS));
  await problems.getByText('No problems').waitFor();
  await page.getByRole('button', { name: 'Create task' }).click();

  await page.getByRole('heading', { name: 'everybody into ops' }).waitFor();
  await page.getByRole('button', { name: 'Plan now' }).click();
  await page.getByRole('heading', { name: 'Plan of everybody into ops' }).waitFor();
  await page.getByRole('button', { name: /Add priya-.* to ops Planned/ }).waitFor();
  await page.getByRole('button', { name: 'Apply exactly this' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Apply exactly this' }).click();

  await page.getByRole('heading', { name: 'Run of everybody into ops' }).waitFor();
  await page.getByRole('button', { name: /Add priya-.* to ops Changed/ }).waitFor();
  await page.getByText('Succeeded').waitFor();
});

it('the lines of a run show while it writes them, and it is cancelled', async () => {
  const owner = await portal.api.signUp();
  const script = scriptOf(
    `  for (let second = 1; second <= 25; second += 1) {`,
    `    console.log('line', second);`,
    `    await new Promise<void>((resolve) => setTimeout(resolve, 1000));`,
    `  }`,
    `  return config.get('') + (await idp.getGroupsByPrefix('none')).length;`,
  );
  const id = await makeTask(owner, { name: 'slow', script });
  const page = await portal.pageOf(owner);
  await page.goto(`/tasks/${id}`);
  await page.getByRole('button', { name: 'Run now' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Run now' }).click();

  await page.getByRole('heading', { name: 'Run of slow' }).waitFor();
  const log = page.getByRole('log', { name: 'Lines of the run' });
  await log.getByText('line 1', { exact: true }).waitFor();
  await page.getByText('Running').waitFor();
  await log.getByText('line 3', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click();
  await page.getByText(/Cancelled by/).waitFor();
});

it('a run over its removal cap waits until a person confirms it', async () => {
  const owner = await portal.api.signUp();
  const { id: personId } = await createPerson(portal.api, owner, 'Omar Haddad');
  const script = scriptOf(`  await idp.updateUserActive('${personId}', false);`, `  return config.get('');`);
  const id = await makeTask(owner, { name: 'careful', script, removalCap: { maxPerRun: 0 } });
  await portal.api.ask(owner.token, `mutation { runTask(id: "${id}") { id } }`);
  const page = await portal.pageOf(owner);
  await page.goto('/runs');
  await page.getByText('A run waits for a decision').waitFor();
  await page.getByRole('button', { name: 'Confirm the removals' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm the removals' }).click();
  await page
    .getByRole('row', { name: /careful/ })
    .getByText('Succeeded')
    .waitFor();
  await page.getByRole('link', { name: 'careful' }).click();
  await page.getByRole('button', { name: /Deactivate omar-.* Removal Changed/ }).waitFor();
});

it('a plan over the removal cap stops when it is applied, and goes on once it is confirmed among the approvals', async () => {
  const owner = await portal.api.signUp();
  const { id: personId } = await createPerson(portal.api, owner, 'Lena Fischer');
  const script = scriptOf(`  await idp.updateUserActive('${personId}', false);`, `  return config.get('');`);
  const id = await makeTask(owner, { name: 'leavers', script, removalCap: { maxPerRun: 0 } });
  const page = await portal.pageOf(owner);
  await page.goto(`/tasks/${id}`);
  await page.getByRole('button', { name: 'Plan now' }).click();
  await page.getByRole('heading', { name: 'Plan of leavers' }).waitFor();
  await page.getByRole('button', { name: /Deactivate lena-.* Removal Planned/ }).waitFor();
  await page.getByRole('button', { name: 'Apply exactly this' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Apply exactly this' }).click();
  await page.getByRole('heading', { name: 'Run of leavers' }).waitFor();
  await page.getByText('It has stopped and waits for a decision').waitFor();

  await page.getByRole('link', { name: 'Approvals', exact: true }).click();
  const asked = page.getByRole('article', { name: 'leavers' });
  const removals = page.getByRole('region', { name: 'Removals to confirm' });
  await removals.getByText('1 run', { exact: true }).waitFor();
  await asked.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
  await asked.waitFor({ state: 'detached' });
  await page.goBack();
  await page.getByRole('button', { name: /Deactivate lena-.* Removal Changed/ }).waitFor();
});

it('a schedule is told in words with its next times, and a version is restored', async () => {
  const owner = await portal.api.signUp();
  const id = await makeTask(owner, {
    name: 'nightly',
    script: scriptOf(`  return 'one' + config.get('') + typeof idp;`),
  });
  const script = scriptOf(`  return 'two' + config.get('') + typeof idp;`);
  await portal.api.ask(
    owner.token,
    'mutation ($id: ID!, $input: UpdateTaskInput!) { updateTask(id: $id, input: $input) { id } }',
    {
      id,
      input: { script },
    },
  );
  const page = await portal.pageOf(owner);
  await page.goto(`/tasks/${id}?tab=settings`);
  await page.getByText('On a schedule').click();
  await page.getByLabel('Cron expression').fill('30 7 * * 1-5');
  await page.getByText('At 07:30, Monday through Friday').first().waitFor();
  await expect.poll(() => page.getByRole('list', { name: 'The next times' }).getByRole('listitem').count()).toBe(5);
  await page.getByRole('tab', { name: 'Config and secrets' }).click();
  await page.getByRole('heading', { name: 'Secrets' }).waitFor();
  await page.getByRole('tab', { name: /^Settings.*not saved$/ }).click();
  await expect.poll(() => page.getByLabel('Cron expression').inputValue()).toBe('30 7 * * 1-5');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByText('The settings are saved').waitFor();
  await page.getByRole('tab', { name: 'Settings', exact: true }).waitFor();

  await page.getByRole('tab', { name: 'Versions' }).click();
  await page.getByRole('textbox', { name: 'What changed from version 1 to version 2' }).waitFor();
  await page.getByRole('button', { name: 'Restore version 1' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore version 1' }).click();
  await page.getByText('Version 1 is restored').waitFor();
});

it('an auditor reads tasks and runs, and can set nothing off', async () => {
  const owner = await portal.api.signUp();
  const id = await makeTask(owner, { name: 'seen', script: scriptOf(`  return config.get('') + typeof idp;`) });
  const page = await portal.pageOf(await portal.api.signInAs(owner, 'AUDITOR'));
  await page.goto(`/tasks/${id}`);
  await page.getByRole('heading', { name: 'seen' }).waitFor();
  await page.getByRole('textbox', { name: 'Script', exact: true }).waitFor();
  expect(await page.getByRole('button', { name: /Run|Plan|Delete|Save/ }).count()).toBe(0);
  await page.goto('/chains/new');
  await page.getByRole('heading', { name: 'Not for your role' }).waitFor();
});
