import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPerson, startTestPortal, type TestPortal } from './harness/portal.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await startTestPortal();
});

afterAll(() => portal.stop());

const SCHEMA = {
  type: 'object',
  properties: { department: { type: 'string', title: 'Department', enum: ['Engineering', 'Sales'] } },
  required: ['department'],
};

describe('people', () => {
  it('are created by the attribute schema, put in a group for a time, and their timeline tells it', async () => {
    const owner = await portal.api.signUp();
    await portal.api.ask(
      owner.token,
      'mutation ($input: SetAttributeSchemaInput!) { setAttributeSchema(input: $input) { id } }',
      { input: { schema: SCHEMA } },
    );
    await portal.api.ask(owner.token, 'mutation { createGroup(input: {name: "backend"}) { id } }');
    await portal.api.ask(
      owner.token,
      'mutation { createFederatedProvider(input: {name: "Company GitHub", providerType: OIDC}) { id } }',
    );
    const page = await portal.pageOf(owner);
    await page.goto('/people');
    await page.getByRole('button', { name: 'New person' }).click();
    await page.getByRole('textbox', { name: 'First name' }).fill('Ada');
    await page.getByRole('textbox', { name: 'Last name' }).fill('Lovelace');
    await page.getByRole('textbox', { name: 'Email' }).fill('ada@example.test');
    await page.getByRole('button', { name: 'Create person' }).click();
    await page.getByText('is required').waitFor();
    await page.getByRole('combobox', { name: 'Department' }).click();
    await page.getByRole('option', { name: 'Engineering' }).click();
    await page.getByRole('button', { name: 'Create person' }).click();
    await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor();

    await page.getByRole('button', { name: 'Add to a group' }).click();
    await page.getByRole('combobox', { name: 'Group' }).click();
    await page.getByRole('option', { name: 'backend' }).click();
    await page.getByLabel('Ends').fill('2099-01-01T12:00');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('row', { name: /backend/ }).waitFor();
    await page
      .getByRole('list', { name: 'Timeline' })
      .getByText('Olivia Owner added Ada Lovelace to backend')
      .waitFor();

    await page.getByRole('button', { name: 'Link an account' }).click();
    await page.getByRole('combobox', { name: 'Provider' }).click();
    await page.getByRole('option', { name: 'Company GitHub' }).click();
    await page.getByRole('textbox', { name: 'Its name for the person' }).fill('ada-at-github');
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    await page.getByText('Knows the person as ada-at-github').waitFor();
    await page.getByRole('button', { name: 'Unlink Company GitHub' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink' }).click();
    await page.getByText('Only a password').waitFor();
  });

  it('are deactivated together, and those that were so already are told of', async () => {
    const owner = await portal.api.signUp();
    const gone = await createPerson(portal.api, owner, 'Gone Already');
    await createPerson(portal.api, owner, 'Here Still');
    await portal.api.ask(owner.token, 'mutation ($id: ID!) { deactivateUser(id: $id) { id } }', { id: gone.id });
    const page = await portal.pageOf(owner);
    await page.goto('/people');
    const people = page.getByRole('table', { name: 'people' }).getByRole('link');
    const first = () => people.first().textContent();
    await page.getByRole('button', { name: 'Role' }).click();
    await page.waitForURL('**/people?sort=ROLE');
    await expect.poll(first).toBe('Olivia Owner');
    await page.getByRole('button', { name: 'Role' }).click();
    await expect.poll(first).not.toBe('Olivia Owner');
    await page.getByRole('checkbox', { name: 'Select Gone Already' }).check();
    await page.getByRole('checkbox', { name: 'Select Here Still' }).check();
    await page.getByRole('button', { name: 'Deactivate' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
    await page.getByText('Deactivate: 1 done, 1 were so already').waitFor();
  });

  it('are imported after a look at what would change', async () => {
    const owner = await portal.api.signUp();
    const page = await portal.pageOf(owner);
    await page.goto('/people/import');
    const rows = [
      'email,first_name,groups',
      'ada@example.test,Ada,',
      'no-address,Bob,',
      'eve@example.test,Eve,nowhere',
    ];
    await page.getByRole('textbox', { name: 'Or its text' }).fill(rows.join('\n'));
    await page.getByRole('button', { name: 'See what would change' }).click();
    await page.getByText('1 would change').first().waitFor();
    await page.getByText('2 refused').first().waitFor();
    await page.getByText('there is no group named nowhere').locator('visible=true').waitFor();
    await page.getByRole('row', { name: /^3 4 eve@example.test/ }).waitFor();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('heading', { name: 'Import', exact: true }).waitFor();
    await page.getByText('1 changed').first().waitFor();
    await page.goto('/people?q=ada');
    await page.getByRole('link', { name: 'Ada' }).waitFor();
  });
});

describe('a file of people', () => {
  const chooseFile = async (page: Page, name: string, text: string) => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'A file' }).click();
    await (await choosing).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  };
  const ROWS = 20_000;
  const lines = Array.from({ length: ROWS }, (_, index) => `person${index + 1}@large.test,Person,${'x'.repeat(60)}`);

  it('with many thousand rows is looked at, and goes in', { timeout: 180_000 }, async () => {
    const owner = await portal.api.signUp();
    const page = await portal.pageOf(owner);
    page.setDefaultTimeout(90_000);
    await page.goto('/people/import');
    const rows = lines.with(ROWS - 1, 'no-address,Last,');
    await chooseFile(page, 'people.csv', ['email,first_name,last_name', ...rows].join('\n'));
    await page.getByRole('button', { name: 'See what would change' }).click();
    await page.getByRole('progressbar', { name: 'How much of the file is done' }).waitFor();
    await page.getByText('19,999 would change').first().waitFor();
    await page.getByText('1 refused').first().waitFor();
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('heading', { name: 'Import', exact: true }).waitFor();
    await page.getByText('19,999 changed').first().waitFor();
    await page.getByRole('combobox', { name: 'Any outcome' }).click();
    await page.getByRole('option', { name: 'Refused' }).click();
    await page.getByRole('row', { name: /^20000 20001 no-address/ }).waitFor();
  });

  it('that breaks off says after which row', async () => {
    const owner = await portal.api.signUp();
    const page = await portal.pageOf(owner);
    await page.goto('/people/import');
    await chooseFile(page, 'people.csv', 'email,first_name\nada@x.test,Ada\neve@x.test,"Eve\nbob@x.test,Bob\n');
    await page.getByRole('button', { name: 'See what would change' }).click();
    await page
      .getByText(/the file cannot be read after row 1: .* at line 4/)
      .first()
      .waitFor();
    const broken = page.getByRole('row', { name: /Dry run.*Failed/ });
    await broken.waitFor();
    await page.getByRole('combobox', { name: 'Any status' }).click();
    await page.getByRole('option', { name: 'Done' }).click();
    await page.getByRole('heading', { name: 'No imports match' }).waitFor();
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    const search = page.getByRole('searchbox', { name: 'Search a whole address or an error' });
    await search.fill('eve@x.test');
    await page.getByRole('heading', { name: 'No imports match' }).waitFor();
    await search.fill('cannot be read');
    await broken.waitFor();
  });

  it('may be a JSON array, and each person in it has its line', async () => {
    const page = await portal.pageOf(await portal.api.signUp());
    await page.goto('/people/import');
    await page
      .getByRole('textbox', { name: 'Or its text' })
      .fill('[\n  { "email": "ada@x.test" },\n  {\n    "email": "no-address"\n  }\n]');
    await page.getByRole('button', { name: 'See what would change' }).click();
    await page.getByRole('row', { name: /^1 2 ada@x.test/ }).waitFor();
    await page.getByRole('row', { name: /^2 3 no-address/ }).waitFor();
  });
});

describe('an application', () => {
  it('shows its secret once, and a new one beside the old', async () => {
    const owner = await portal.api.signUp();
    const page = await portal.pageOf(owner);
    await page.goto('/applications');
    await page.getByRole('button', { name: 'New application' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Argo CD');
    await page.getByRole('button', { name: 'Create application' }).click();
    const first = await page.getByRole('textbox', { name: 'Client secret' }).inputValue();
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('heading', { name: 'Argo CD' }).waitFor();
    expect(await page.content()).not.toContain(first);
    await page.getByRole('button', { name: 'Rotate secret' }).click();
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    expect(await page.getByRole('textbox', { name: 'Client secret' }).inputValue()).not.toBe(first);
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByText('Two secrets work').waitFor();
  });
});

describe('an app role', () => {
  it('is renamed where it stands, and refused where it is there already', async () => {
    const owner = await portal.api.signUp();
    const { createApplication, createGroup } = await portal.api.ask<{
      createApplication: { application: { id: string } };
      createGroup: { id: string };
    }>(
      owner.token,
      'mutation { createApplication(input: { name: "Argo CD" }) { application { id } } createGroup(input: { name: "ops" }) { id } }',
    );
    const { id: applicationId } = createApplication.application;
    for (const role of ['reader', 'admin']) {
      await portal.api.ask(
        owner.token,
        'mutation ($input: CreateAppMappingInput!) { createAppMapping(input: $input) { id } }',
        { input: { applicationId, groupId: createGroup.id, role } },
      );
    }
    const page = await portal.pageOf(owner);
    await page.goto(`/applications/${applicationId}`);
    await page.getByRole('button', { name: 'Change the role reader' }).click();
    const role = page.getByRole('textbox', { name: 'New name of the role reader' });
    await role.fill('admin');
    await role.press('Enter');
    await page.getByText('the role admin is mapped to it already').waitFor();
    await role.fill('viewer');
    await role.press('Enter');
    await page.getByRole('button', { name: 'Change the role viewer' }).waitFor();
    await role.waitFor({ state: 'detached' });
    const { appMappings } = await portal.api.ask<{ appMappings: { nodes: { role: string }[] } }>(
      owner.token,
      '{ appMappings { nodes { role } } }',
    );
    expect(appMappings.nodes.map(({ role }) => role)).toEqual(['viewer', 'admin']);
  });
});

describe('a member', () => {
  it('sees their own access, and nothing else', async () => {
    const owner = await portal.api.signUp();
    const other = await createPerson(portal.api, owner, 'Somebody Else');
    const member = await portal.api.signInAs(owner, 'MEMBER');
    const page = await portal.pageOf(member);
    await page.goto('/');
    await page.getByRole('link', { name: 'My access' }).first().click();
    await page.getByRole('heading', { name: 'My access' }).waitFor();
    await page.getByRole('heading', { name: 'Sessions' }).waitFor();
    expect(await page.getByRole('link', { name: 'People' }).count()).toBe(0);
    expect(await page.getByRole('button', { name: /Edit|Add to a group|Give a role/ }).count()).toBe(0);
    await page.goto(`/people/${other.id}`);
    await page.getByRole('heading', { name: 'Not for your role' }).waitFor();
    await page.getByRole('link', { name: 'Approvals' }).click();
    await page.getByRole('heading', { name: 'Nothing waits for you' }).waitFor();
  });
});

it('the search finds people and groups by what is typed', async () => {
  const owner = await portal.api.signUp();
  await createPerson(portal.api, owner, 'Grace Hopper');
  await portal.api.ask(owner.token, 'mutation { createGroup(input: {name: "grace period"}) { id } }');
  const page = await portal.pageOf(owner);
  await page.goto('/');
  // Until then the page does not hear a press.
  await page.getByText('Live', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Search/ }).click();
  await page.getByPlaceholder(/^Pages, people/).fill('grace');
  await page.getByRole('button', { name: /grace period/ }).waitFor();
  await page.getByRole('button', { name: /Grace Hopper/ }).click();
  await page.getByRole('heading', { name: 'Grace Hopper' }).waitFor();
});
