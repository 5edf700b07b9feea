import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { publishPlugin } from '../../../server/src/modules/plugin/index.ts';
import { readPlugin } from '../../../server/src/modules/plugin/list.ts';
import { startDirectory } from '../directory/setup.ts';
import { newPublisher, releaseOf } from './setup.ts';

const run = promisify(execFile);
const COMMAND = fileURLToPath(new URL('../../../server/dist/cli/plugins.js', import.meta.url));

const directory = await startDirectory();
const { owner } = await directory.newTenant();

/** As an operator calls it, on the built server. */
async function operate(...args: string[]): Promise<string> {
  const env = { ...process.env, DATABASE_URL: directory.databaseUrl };
  const { stdout, stderr } = await run(process.execPath, [COMMAND, ...args], { env }).catch((error) => error);
  return `${stdout}${stderr}`;
}

describe('the operator’s command', { timeout: 120_000 }, () => {
  it('shows what waits, lets it in, and revokes it', async () => {
    const publisher = await newPublisher(owner, 'acme', false);
    const { digest } = await publishPlugin(owner, await releaseOf(publisher));
    expect(await operate('pending')).toContain(`wiki 1.0.0 by acme, SHA-256 ${digest}`);
    expect(await operate('approve', 'wiki', '1.0.0')).toContain('can be installed');
    expect(await readPlugin(owner, 'wiki')).toMatchObject({ latestVersion: '1.0.0' });
    expect(await operate('revoke-version', digest, '--reason', 'a backdoor')).toContain('is loaded any more');
  });

  it('says what it cannot do, and how it is called', async () => {
    expect(await operate('trust', 'nobody')).toContain('not done: there is no public publisher nobody');
    expect(await operate('dance')).toContain('revoke-key');
  });
});
