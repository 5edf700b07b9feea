import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { type Account, startApi, type TestApi, type TestApiOptions } from '../../harness/api.ts';
import { TEST_PASSWORD } from '../../harness/services.ts';
import { closeBrowser, openBrowser } from './browser.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const VIEWPORT = { width: 1280, height: 800 };

export interface PortalProcess {
  readonly url: string;
  stop(): Promise<void>;
}

export interface TestPortal extends PortalProcess {
  readonly api: TestApi;
  /** A page of a browser that nobody has signed in to. */
  newPage(options?: Parameters<Awaited<ReturnType<typeof openBrowser>>['newContext']>[0]): Promise<Page>;
  /** A page of someone who has signed in, as people do. */
  pageOf(account: Account, options?: Parameters<TestPortal['newPage']>[0]): Promise<Page>;
}

/** The product with its portal, as it is built: API in this process over a database of its own, portal in another. */
export async function startTestPortal(options: TestApiOptions = {}): Promise<TestPortal> {
  const api = await startApi(options);
  const portal = await startPortalProcess({ PORTAL_PORT: '0', PORTAL_API_URL: api.url });
  const contexts: BrowserContext[] = [];
  const newPage: TestPortal['newPage'] = async (contextOptions = {}) => {
    const browser = await openBrowser();
    const context = await browser.newContext({ baseURL: portal.url, viewport: VIEWPORT, ...contextOptions });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    return page;
  };
  return {
    api,
    url: portal.url,
    newPage,
    pageOf: async (account, contextOptions) => {
      const page = await newPage(contextOptions);
      await signIn(page, account);
      return page;
    },
    stop: async () => {
      await Promise.all(contexts.map((context) => context.close()));
      await closeBrowser();
      await portal.stop();
      await api.stop();
    },
  };
}

/** Through the page: what it takes is part of every journey. */
export async function signIn(page: Page, { slug, email }: Pick<Account, 'slug' | 'email'>): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Organisation').fill(slug);
  await page.getByLabel('Email').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(TEST_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: /^Account of/ }).waitFor();
}

/** A person of the tenant, who need not sign in. */
export async function createPerson(api: TestApi, owner: Account, name: string): Promise<{ id: string; email: string }> {
  const [firstName = '', lastName = ''] = name.split(' ');
  const email = `${firstName.toLowerCase()}-${randomUUID().slice(0, 6)}@${owner.slug}.test`;
  const { createUser } = await api.ask<{ createUser: { id: string; email: string } }>(
    owner.token,
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { id email } }',
    { input: { email, firstName, lastName } },
  );
  return createUser;
}

/** The built portal as a process of its own, with these settings. It ends with the process that started it. */
export async function startPortalProcess(settings: Record<string, string>): Promise<PortalProcess> {
  const child = spawn(process.execPath, ['portal/dist/main.js'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...settings },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints += chunk.toString();
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(`the portal ended: ${complaints}`);
  });
  const [{ url }] = await Promise.race([once(child, 'message') as Promise<[{ url: string }]>, ended]);
  ended.catch(() => undefined);
  return { url, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
