import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { startApi } from '../harness/api.ts';

const run = promisify(execFile);
const COMMAND = fileURLToPath(new URL('../../plugins/cli/dist/main.js', import.meta.url));

const api = await startApi();
const folder = await mkdtemp(join(tmpdir(), 'joinery-publish-'));
afterAll(async () => {
  await api.stop();
  await rm(folder, { recursive: true, force: true });
});

const owner = await api.signUp();
const plugin = join(folder, 'wiki');

/** `joinery-plugin`, as its author calls it. */
async function command(cwd: string, ...args: string[]): Promise<string> {
  const env = { ...process.env, JOINERY_TOKEN: owner.token };
  return (await run(process.execPath, [COMMAND, ...args], { cwd, env })).stdout.trim();
}

it('a plugin goes from `joinery-plugin init` to the catalogue', async () => {
  await command(folder, 'init', 'wiki');
  await command(plugin, 'build');
  await command(plugin, 'keygen');

  const { createPublisher } = await api.ask<{ createPublisher: { id: string } }>(
    owner.token,
    'mutation { createPublisher(input: { name: "Acme", slug: "acme", isPrivate: true }) { id } }',
  );
  const { kty, crv, x } = JSON.parse(await readFile(join(plugin, 'key.json'), 'utf8'));
  const { registerPublisherKey: key } = await api.ask<{
    registerPublisherKey: { id: string; kid: string; challenge: string };
  }>(
    owner.token,
    'mutation ($input: RegisterPublisherKeyInput!) { registerPublisherKey(input: $input) { id kid challenge } }',
    { input: { publisherId: createPublisher.id, name: 'laptop', publicJwk: { kty, crv, x } } },
  );
  const signing = ['sign', '--key', 'key.json', '--kid', key.kid];
  const signature = await command(plugin, ...signing, '--challenge', key.challenge);
  await api.ask(
    owner.token,
    'mutation ($input: VerifyPublisherKeyInput!) { verifyPublisherKey(input: $input) { verifiedAt } }',
    { input: { id: key.id, signature } },
  );
  await command(plugin, ...signing);
  expect(await command(plugin, 'publish', '--server', api.url)).toContain('PENDING');

  const { plugin: shown } = await api.ask<{ plugin: { versions: { status: string }[] } }>(
    owner.token,
    '{ plugin(id: "wiki") { versions { status permissions } } }',
  );
  expect(shown.versions).toMatchObject([{ status: 'PENDING', permissions: { secrets: ['token'] } }]);
});
