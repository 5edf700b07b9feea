import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Account } from '../harness/api.ts';
import { actionOf, newKey } from '../server/plugin/release.ts';
import { startTestPortal, type TestPortal } from './harness/portal.ts';
import { releaseBy, startPublishing } from './harness/publisher.ts';

let portal: TestPortal;

beforeAll(async () => {
  portal = await startTestPortal();
});

afterAll(() => portal.stop());

/** A browser on a busy machine, through many pages. */
const LONG_MS = 90_000;

it('a version is published by one’s own key, and approved in the queue', { timeout: LONG_MS }, async () => {
  const owner = await portal.api.signUp();
  const page = await portal.pageOf(owner);
  const pair = await newKey();
  await page.goto('/marketplace/publishing');
  await page.getByRole('button', { name: 'New publisher' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Acme');
  await page.getByRole('textbox', { name: 'Short name' }).fill('acme');
  await page.getByRole('button', { name: 'Create publisher' }).click();

  await page.getByRole('button', { name: 'Add a key' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('ci');
  await page.getByRole('textbox', { name: 'Public key' }).fill(JSON.stringify(pair.publicJwk));
  await page.getByRole('button', { name: 'Add key', exact: true }).click();
  const challenge = await page.getByRole('textbox', { name: 'Challenge', exact: true }).inputValue();
  await page.getByRole('textbox', { name: 'Signature over the challenge' }).fill(await pair.sign(challenge));
  await page.getByRole('button', { name: 'Take the key into use' }).click();

  await page.getByRole('button', { name: 'Publish a version' }).click();
  const { archive, signature } = await releaseBy({ slug: 'acme', kid: await kidOf(owner), pair });
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Archive' }).click();
  await (await choosing).setFiles({ name: 'plugin.zip', mimeType: 'application/zip', buffer: archive });
  await page.getByRole('textbox', { name: 'Signature', exact: true }).fill(signature);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();

  const queue = page.getByRole('region', { name: 'Waits for approval' });
  await queue.getByRole('link', { name: 'Wiki 1.0.0' }).waitFor();
  await queue.getByText('wiki_api_add_writer').waitFor();
  await queue.getByRole('button', { name: 'Approve' }).click();
  await queue.getByText(/^Nothing waits/).waitFor();
  await page.getByRole('region', { name: 'Published' }).getByRole('link', { name: 'Wiki 1.0.0' }).click();
  await page.getByRole('button', { name: 'Install' }).waitFor();
});

it('an upgrade shows what it may do that it may not today, and uninstalling what goes with it', {
  timeout: LONG_MS,
}, async () => {
  const owner = await portal.api.signUp();
  const publish = await startPublishing(portal.api, owner, 'initech');
  await publish({});
  await installed(owner);
  const added = actionOf('wiki_api_remove_writer', { effect: 'destructive', title: 'Take the right away' });
  await publish({ version: '2.0.0', actions: [actionOf('wiki_api_add_writer'), added] });

  const page = await portal.pageOf(owner);
  await page.goto('/marketplace/wiki');
  await page.getByRole('heading', { name: 'Installed: version 1.0.0' }).waitFor();
  await page.getByRole('button', { name: 'Upgrade to 2.0.0' }).click();
  const dialog = page.getByRole('dialog', { name: 'Upgrade to 2.0.0' });
  await dialog.getByText('New: what it may not do today').waitFor();
  await dialog.getByText('wiki_api_remove_writer').waitFor();
  expect(await dialog.getByText('wiki_api_add_writer').count()).toBe(0);
  await dialog.getByLabel('I consent to this for our organisation').check();
  await dialog.getByRole('button', { name: 'Upgrade', exact: true }).click();
  await page.getByRole('heading', { name: 'Installed: version 2.0.0' }).waitFor();

  await page.getByRole('button', { name: 'Uninstall' }).click();
  const question = page.getByRole('dialog', { name: 'Uninstall Wiki?' });
  await question.getByText('Connection: main wiki').waitFor();
  await question.getByRole('button', { name: 'Uninstall' }).click();
  await page.getByRole('button', { name: 'Install', exact: true }).waitFor();
  const { connections } = await portal.api.ask<{ connections: { nodes: object[] } }>(
    owner.token,
    '{ connections { nodes { id } } }',
  );
  expect(connections.nodes).toEqual([]);
});

async function kidOf(owner: Account): Promise<string> {
  const { publishers } = await portal.api.ask<{ publishers: { nodes: { keys: { kid: string }[] }[] } }>(
    owner.token,
    '{ publishers { nodes { keys { kid } } } }',
  );
  return publishers.nodes[0]?.keys[0]?.kid ?? '';
}

/** Installs what there is of `wiki`, with a connection. */
async function installed(owner: Account): Promise<void> {
  const { ask } = portal.api;
  const { plugin } = await ask<{ plugin: { versions: { permissions: object }[] } }>(
    owner.token,
    '{ plugin(id: "wiki") { versions { permissions } } }',
  );
  const { installPlugin } = await ask<{ installPlugin: { id: string } }>(
    owner.token,
    'mutation ($input: InstallPluginInput!) { installPlugin(input: $input) { id } }',
    { input: { pluginId: 'wiki', acceptPermissions: plugin.versions[0]?.permissions } },
  );
  const secrets = [{ name: 'token', value: 'of-an-administrator' }];
  await ask(owner.token, 'mutation ($input: CreateConnectionInput!) { createConnection(input: $input) { id } }', {
    input: { installationId: installPlugin.id, name: 'main wiki', config: {}, secrets },
  });
}
