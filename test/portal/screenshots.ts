import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServerProcess } from '../harness/server-process.ts';
import { closeBrowser, openBrowser } from './harness/browser.ts';
import { startPortalProcess } from './harness/portal-process.ts';
import { isSignedOut, openRoute, routes } from './harness/routes.ts';
import { signIn } from './harness/sign-in.ts';

const PASSWORD = 'a long passphrase for pictures';
const ACCOUNT = { slug: 'demo', email: 'owner@demo.test' };
const SCHEMES = ['light', 'dark'] as const;
const WIDTHS = { wide: { width: 1280, height: 800 }, narrow: { width: 320, height: 640 } };

/** Pictures of every page over the demonstration tenant, in both themes, wide and narrow: `npm run screenshots`. */
const [wanted = '/', folder = 'screenshots'] = process.argv.slice(2);
const home = await mkdtemp(join(tmpdir(), 'joinery-pictures-'));
const server = await startServerProcess({ JOINERY_HOME: home, JOINERY_DEMO_PASSWORD: PASSWORD });
const portal = await startPortalProcess({ PORTAL_PORT: '0', PORTAL_API_URL: server.url });
try {
  for (const scheme of SCHEMES) await takeAll(scheme);
} finally {
  await closeBrowser();
  await portal.stop();
  await server.stop();
  await rm(home, { recursive: true, force: true });
}

async function takeAll(colorScheme: (typeof SCHEMES)[number]): Promise<void> {
  const browser = await openBrowser();
  const context = await browser.newContext({ baseURL: portal.url, colorScheme, reducedMotion: 'reduce' });
  const page = await context.newPage();
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

function fileName(route: string): string {
  return route.replaceAll(/[^a-z0-9]+/gi, '-').replaceAll(/^-|-$/g, '') || 'overview';
}
