import { existsSync } from 'node:fs';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

const OF_THE_SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Nothing that calls home; as root, as in a container, Chromium's own sandbox cannot be made. */
const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  // Letters stand where the font wants them, as on a screen of today.
  '--font-render-hinting=none',
];

let browser: Promise<Browser> | undefined;

/** One browser for all tests of a worker; pages have contexts of their own. */
export function openBrowser(): Promise<Browser> {
  browser ??= launch();
  return browser;
}

export async function closeBrowser(): Promise<void> {
  await (await browser)?.close();
  browser = undefined;
}

async function launch(): Promise<Browser> {
  const ofTheSystem = OF_THE_SYSTEM.find((path) => existsSync(path));
  if (ofTheSystem) return playwright.launch({ executablePath: ofTheSystem, args: FLAGS });
  // Without the package's own flags: they switch web security off, and with it the Origin header that the portal wants.
  return playwright.launch({ executablePath: await chromium.executablePath(), args: FLAGS });
}
