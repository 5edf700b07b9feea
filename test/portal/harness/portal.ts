import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { type Account, startApi, type TestApi, type TestApiOptions } from '../../harness/api.ts';
import { TEST_PASSWORD } from '../../harness/services.ts';
import { closeBrowser, openBrowser } from './browser.ts';
import { waitForHydration } from './hydrated.ts';
import { type PortalProcess, startPortalProcess } from './portal-process.ts';

const VIEWPORT = { width: 1280, height: 800 };

export interface TestPortal extends PortalProcess {
  readonly api: TestApi;
  /** A page of a browser that nobody has signed in to. */
  newPage(options?: Parameters<Awaited<ReturnType<typeof openBrowser>>['newContext']>[0]): Promise<Page>;
  /** A page of someone who is signed in, which has been nowhere yet. The journeys of signing in are tests of their own. */
  pageOf(account: Account, options?: Parameters<TestPortal['newPage']>[0]): Promise<Page>;
}

/** The product with its portal, as it is built: API in this process over a database of its own, portal in another. */
export async function startTestPortal(options: TestApiOptions = {}): Promise<TestPortal> {
  const api = await startApi(options);
  const portal = await startPortalProcess({ PORTAL_PORT: '0', PORTAL_API_URL: api.url });
  const contexts: BrowserContext[] = [];
  const newPage: TestPortal['newPage'] = async (contextOptions = {}) => {
    const browser = await openBrowser();
    const context = await browser.newContext({
      baseURL: portal.url,
      viewport: VIEWPORT,
      reducedMotion: 'reduce',
      ...contextOptions,
    });
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    waitForHydration(page);
    return page;
  };
  return {
    api,
    url: portal.url,
    newPage,
    pageOf: async (account, contextOptions) => {
      const page = await newPage(contextOptions);
      const answer = await page.request.post('/api/session/sign-in', {
        headers: { origin: portal.url },
        data: { tenantSlug: account.slug, email: account.email, password: TEST_PASSWORD },
      });
      if (!answer.ok()) throw new Error(`${account.email} cannot sign in: ${await answer.text()}`);
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
