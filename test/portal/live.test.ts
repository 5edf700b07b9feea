import { afterAll, beforeAll, expect, it } from 'vitest';
import { TEST_PASSWORD } from '../harness/services.ts';
import { startTestPortal, type TestPortal } from './harness/portal.ts';
import { startPortalProcess } from './harness/portal-process.ts';
import { signIn } from './harness/sign-in.ts';

let portal: TestPortal;
beforeAll(async () => {
  portal = await startTestPortal();
});
afterAll(() => portal.stop());

const CREATE = 'mutation ($name: String!) { createGroup(input: {name: $name}) { id } }';

it('two tabs: what one changes, the other shows by itself', async () => {
  const owner = await portal.api.signUp();
  const watching = await portal.pageOf(owner);
  const changing = await portal.pageOf(owner);
  await watching.goto('/groups');
  await watching.getByText('Live', { exact: true }).waitFor();
  await changing.goto('/groups');
  await changing.getByRole('button', { name: 'New group' }).first().click();
  await changing.getByRole('textbox', { name: 'Name' }).fill('backend');
  const answered = changing.waitForResponse('**/api/graphql');
  await changing.getByRole('button', { name: 'Create group' }).click();
  await answered;
  await watching.getByRole('link', { name: 'backend' }).waitFor();
});

it('a restart of the server: nothing on screen is lost, and what happened meanwhile comes', async () => {
  const { api } = portal;
  const owner = await api.signUp();
  await api.ask(owner.token, CREATE, { name: 'before' });
  const node = await api.anotherNode();
  const ofNode = await startPortalProcess({ PORTAL_PORT: '0', PORTAL_API_URL: node.url });
  const page = await portal.newPage({ baseURL: ofNode.url });
  await signIn(page, owner, TEST_PASSWORD);
  await page.getByRole('link', { name: 'Groups', exact: true }).click();
  const before = page.getByRole('link', { name: 'before' });
  await before.waitFor();
  await page.getByText('Live', { exact: true }).waitFor();

  await node.stop();
  await page.getByText('Reconnecting').waitFor();
  expect(await before.isVisible()).toBe(true);
  await api.ask(owner.token, CREATE, { name: 'meanwhile' });
  const again = await api.anotherNode(Number(new URL(node.url).port));
  await page.getByRole('link', { name: 'meanwhile' }).waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  await ofNode.stop();
  await again.stop();
});
