import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess } from '../harness/server-process.ts';
import { startSink } from '../harness/sink.ts';
import { closeBrowser, openBrowser } from './harness/browser.ts';
import { furnish } from './harness/furnish/index.ts';
import { startPortalProcess } from './harness/portal-process.ts';
import { isSignedOut, openRoute, routes } from './harness/routes.ts';
import { signIn } from './harness/sign-in.ts';

const PASSWORD = 'a long passphrase for pictures';
const ACCOUNT = { slug: 'demo', email: 'owner@demo.test' };
const SCHEMES = ['light', 'dark'] as const;
/** Of a page, on a machine that does other things beside. */
const PATIENCE_MS = 90_000;
const WIDTHS = { wide: { width: 1280, height: 800 }, narrow: { width: 320, height: 640 } };

/** Pictures of every page over the demonstration tenant, in both themes, wide and narrow: `npm run screenshots`. */
const [wanted = '/', folder = 'screenshots'] = process.argv.slice(2);
const home = await mkdtemp(join(tmpdir(), 'joinery-pictures-'));
const provider = await startSink();
const server = await startServerProcess({
  JOINERY_HOME: home,
  JOINERY_DEMO_PASSWORD: PASSWORD,
  JOINERY_EGRESS_ALLOW: new URL(provider.url).host,
});
await furnish({ ...server, ask, account: ACCOUNT, password: PASSWORD, provider });
const portal = await startPortalProcess({ PORTAL_PORT: '0', PORTAL_API_URL: server.url });
try {
  for (const scheme of SCHEMES) await takeAll(scheme);
} finally {
  await closeBrowser();
  await portal.stop();
  await server.stop();
  await provider.close();
  await rm(home, { recursive: true, force: true });
}

async function takeAll(colorScheme: (typeof SCHEMES)[number]): Promise<void> {
  const browser = await openBrowser();
  const context = await browser.newContext({ baseURL: portal.url, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const chosen = routes().filter((route) => route.startsWith(wanted));
  for (const isIn of [false, true]) {
    if (isIn) await signIn(page, ACCOUNT, PASSWORD);
    for (const route of chosen.filter((candidate) => isSignedOut(candidate) !== isIn)) {
      for (const [name, viewport] of Object.entries(WIDTHS)) {
        await page.setViewportSize(viewport);
        if (!(await openRoute(page, route))) continue;
        const path = join(folder, `${fileName(route)}.${name}.${colorScheme}.png`);
        await page.screenshot({ path, fullPage: name === 'narrow' });
        process.stdout.write(`${path}\n`);
      }
    }
  }
  await context.close();
}

async function ask<Data>(token: string | null, query: string, variables?: object): Promise<Data> {
  const authorization: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const answer = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await answer.json()) as { data: Data; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map(({ message }) => message).join(', '));
  return data;
}

function fileName(route: string): string {
  return route.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'overview';
}
