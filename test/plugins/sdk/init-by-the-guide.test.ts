import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { compactVerify, importJWK } from 'jose';
import { afterAll, describe, expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);
const main = new URL('plugins/cli/dist/main.js', root).pathname;
const place = await mkdtemp(join(tmpdir(), 'joinery-guide-'));
afterAll(() => rm(place, { recursive: true }));

const guide = await readFile(new URL('docs/guides/write-a-plugin.md', root), 'utf8');
const [, first = ''] = /```sh\n([\s\S]*?)```/.exec(guide) ?? [];
/** The commands of the guide's first listing, but for the one that watches until it is stopped. */
const commands = first.split('\n').filter((line) => line.startsWith('joinery-plugin') && !line.includes(' dev '));

const run = promisify(execFile);
const plugin = join(place, 'acme-tools');
const joinery = (args: string[], cwd: string) =>
  run(process.execPath, [main, ...args], { cwd, env: { PATH: '', HTTP_PROXY: 'http://127.0.0.1:1' } });

describe('a plugin made by following the guide', () => {
  test('exists, passes the conformance suite, and is built, in less than a minute', async () => {
    const begin = performance.now();
    expect(commands).toEqual(['joinery-plugin init acme-tools', 'joinery-plugin test', 'joinery-plugin build']);
    let output = '';
    for (const line of commands) {
      const [, ...args] = line.split(' ');
      output += (await joinery(args, args[0] === 'init' ? place : plugin)).stdout;
    }
    expect(output).toMatch(/\d\d passed, 0 failed/);
    expect(performance.now() - begin).toBeLessThan(60_000);
  });

  test('is the same to the byte wherever it is built', async () => {
    const other = await mkdtemp(join(tmpdir(), 'joinery-guide-'));
    afterAll(() => rm(other, { recursive: true }));
    await joinery(['init', 'acme-tools', 'somewhere'], other);
    await joinery(['build'], join(other, 'somewhere'));
    const archives = [join(plugin, 'dist/plugin.zip'), join(other, 'somewhere/dist/plugin.zip')];
    const [one, two] = await Promise.all(archives.map((file) => readFile(file)));
    expect(one?.equals(two as Buffer)).toBe(true);
  });

  test('is signed by its key, over the digest that was built', async () => {
    const { stdout } = await joinery(['keygen'], plugin);
    const publicKey = await importJWK(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''), 'EdDSA');
    await joinery(['sign', '--key', 'key.json', '--kid', '-key-1'], plugin);
    const jws = await readFile(join(plugin, 'dist/plugin.jws'), 'utf8');
    const { payload, protectedHeader } = await compactVerify(jws, publicKey);
    expect(protectedHeader).toEqual({ alg: 'EdDSA', kid: '-key-1' });
    const release = JSON.parse(new TextDecoder().decode(payload));
    expect(release).toMatchObject({ plugin: 'acme-tools', version: '1.0.0', publisher: 'acme' });
    const { stdout: built } = await joinery(['build'], plugin);
    expect(built).toContain(release.digest);
  });

  test('is not signed when its sources have changed since', async () => {
    await rm(join(plugin, 'CHANGELOG.md'));
    await expect(joinery(['sign', '--key', 'key.json', '--kid', 'key-1'], plugin)).rejects.toThrow(/CHANGELOG\.md/);
  });
});
