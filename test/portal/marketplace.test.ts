import { afterAll, beforeAll, expect, it } from 'vitest';
import { listPlugins } from '../api/stories/plugins.ts';
import type { Account } from '../harness/api.ts';
import { startHttpTwin } from '../twins/http.ts';
import { startTestPortal, type TestPortal } from './harness/portal.ts';

let portal: TestPortal;
let twin: Awaited<ReturnType<typeof startHttpTwin>>;

beforeAll(async () => {
  portal = await startTestPortal();
  twin = await startHttpTwin();
  await listPlugins(portal.api, ['http']);
}, 60_000);

afterAll(async () => {
  await twin.stop();
  await portal.stop();
});

/** A browser on a busy machine, through many pages. */
const LONG_MS = 90_000;

it('a plugin is installed with consent, connected and tested', { timeout: LONG_MS }, async () => {
  const page = await portal.pageOf(await portal.api.signUp());
  await page.goto('/');

  await page.getByRole('link', { name: 'Marketplace' }).click();
  await page.getByRole('link', { name: 'HTTP', exact: true }).click();
  await page.getByRole('button', { name: 'Install' }).click();
  await page.getByText('the connection’s baseUrl').waitFor();
  await page.getByLabel('I consent to this for our organisation').check();
  await page.getByRole('dialog').getByRole('button', { name: 'Install' }).click();
  await page.getByRole('heading', { name: 'Installed: version 1.0.0' }).waitFor();

  await page.getByRole('link', { name: 'New connection' }).click();
  await page.getByRole('textbox', { name: 'Base URL' }).fill(String(twin.config.baseUrl));
  await page.getByRole('textbox', { name: 'Probe path' }).fill('/items');
  await page.getByLabel('Token', { exact: true }).fill(String(twin.secrets.token));
  await page.getByRole('button', { name: 'Connect and test' }).click();
  await page.getByText('Healthy').waitFor();
  await page.getByRole('button', { name: 'Test now' }).click();
  await page.getByText('It works').waitFor();
  expect(await page.content()).not.toContain(twin.secrets.token);

  await page.goto('/connections');
  await page.getByRole('combobox', { name: 'Plugin' }).fill('htt');
  await page.getByRole('option', { name: 'HTTP' }).click();
  await page.waitForURL(/[/]connections[?]plugin=/);
  await page.getByRole('button', { name: 'Health' }).click();
  await page.waitForURL(/sort=HEALTH/);
  await page.getByRole('row', { name: /http HTTP Healthy/ }).waitFor();

  await page.goto('/connections/new');
  await page.getByRole('combobox', { name: 'Plugin' }).fill('nothing so');
  await page.getByText('Nothing found').waitFor();
  await page.getByRole('combobox', { name: 'Plugin' }).fill('http');
  await page.getByRole('option', { name: 'HTTP' }).click();
  await page.getByRole('textbox', { name: 'Base URL' }).waitFor();
});

it('a chain is built, and its flow goes on before one’s eyes once it is approved', { timeout: LONG_MS }, async () => {
  const page = await portal.pageOf(await connected());
  await page.goto('/chains/new');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Paint the fruit');
  await page.getByRole('button', { name: 'Add a field' }).click();
  await page.getByRole('textbox', { name: 'Name of the field' }).fill('fruit');
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('combobox', { name: 'Where' }).click();
  await page.getByRole('option', { name: /HTTP/ }).click();
  await page.getByRole('combobox', { name: 'Action' }).click();
  await page.getByRole('option', { name: 'Ask for something' }).click();
  await page.getByRole('textbox', { name: 'Path' }).fill('/items/{{input.fruit}}');
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('combobox', { name: 'Action' }).click();
  await page.getByRole('option', { name: 'Wait for a condition' }).click();
  await page.getByRole('combobox', { name: 'Connection' }).click();
  await page.getByRole('option', { name: /HTTP/ }).click();
  await page.getByRole('combobox', { name: 'Action to ask' }).click();
  await page.getByRole('option', { name: 'Ask for something' }).click();
  expect(await page.getByRole('option', { name: 'Remove something' }).count()).toBe(0);
  await page.getByRole('textbox', { name: 'Path' }).fill('/items/{{input.fruit}}');
  await page.getByRole('combobox', { name: 'Where in its answer to look' }).fill('stat');
  await page.getByRole('option', { name: 'status', exact: true }).click();
  await page.getByRole('textbox', { name: 'What has to stand there' }).fill('200');
  await page.getByRole('button', { name: 'Add a step' }).click();
  await page.getByRole('combobox', { name: 'Action' }).click();
  await page.getByRole('option', { name: 'Ask for approval', exact: true }).click();
  await page.getByRole('textbox', { name: 'Message' }).fill('Is {{input.fruit}} ripe?');
  await page.getByRole('combobox', { name: 'Role' }).click();
  await page.getByRole('option', { name: 'OWNER' }).click();
  await page.getByRole('button', { name: 'Create chain' }).click();

  await page.getByRole('heading', { name: 'Paint the fruit' }).waitFor();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await page.getByRole('textbox', { name: 'Fruit' }).fill('apple');
  await page.getByRole('button', { name: 'Start for real' }).click();
  await page.getByRole('article', { name: 'Step read: Nothing to do' }).waitFor();
  await page.getByRole('article', { name: 'Step wait_condition: Nothing to do' }).waitFor();
  await page.getByRole('article', { name: 'Step approval: Waiting' }).waitFor();

  const inbox = await page.context().newPage();
  await inbox.goto(`${portal.url}/approvals`);
  await inbox.getByRole('article', { name: 'Is apple ripe?' }).getByRole('button', { name: 'Approve' }).click();
  await inbox.getByRole('textbox', { name: 'Comment' }).fill('It is');
  await inbox.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await inbox.getByRole('heading', { name: 'Nothing waits for you' }).waitFor();

  await page.getByRole('article', { name: 'Step approval: Changed' }).waitFor();
  await page.getByText('Succeeded', { exact: true }).first().waitFor();
});

it('an auditor sees plugins and connections, and can neither install nor change', { timeout: LONG_MS }, async () => {
  const owner = await connected();
  const page = await portal.pageOf(await portal.api.signInAs(owner, 'AUDITOR'));
  await page.goto('/marketplace/http');
  await page.getByRole('heading', { name: 'Installed: version 1.0.0' }).waitFor();
  expect(await page.getByRole('button', { name: /Install|Uninstall|Upgrade/ }).count()).toBe(0);
  await page.goto('/connections');
  await page.getByRole('link', { name: 'http' }).click();
  await page.getByRole('heading', { name: 'Configuration' }).waitFor();
  expect(await page.getByRole('button', { name: /Save|Test|Delete|Run/ }).count()).toBe(0);
});

/** A tenant that has the plugin installed, with one connection. */
async function connected(): Promise<Account> {
  const owner = await portal.api.signUp();
  const { plugin } = await portal.api.ask<{ plugin: { versions: { permissions: unknown }[] } }>(
    owner.token,
    '{ plugin(id: "http") { versions { permissions } } }',
  );
  const { installPlugin } = await portal.api.ask<{ installPlugin: { id: string } }>(
    owner.token,
    'mutation ($input: InstallPluginInput!) { installPlugin(input: $input) { id } }',
    { input: { pluginId: 'http', acceptPermissions: plugin.versions[0]?.permissions } },
  );
  const secrets = [{ name: 'token', value: twin.secrets.token }];
  await portal.api.ask(
    owner.token,
    'mutation ($input: CreateConnectionInput!) { createConnection(input: $input) { id } }',
    { input: { installationId: installPlugin.id, name: 'http', config: twin.config, secrets } },
  );
  return owner;
}
