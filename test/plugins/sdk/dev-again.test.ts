import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../../harness/eventually.ts';

const main = new URL('../../../plugins/cli/dist/main.js', import.meta.url).pathname;
const running: ChildProcess[] = [];
let place: string;
let plugin: string;
/** The source of the action that is run. */
let action: string;
/** Where the command keeps what it does not need for long. */
let scratch: string;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'joinery-dev-'));
  [plugin, scratch] = [join(place, 'acme'), join(place, 'scratch')];
  action = join(plugin, 'src/actions/add-member.ts');
  await mkdir(scratch);
  await promisify(execFile)(process.execPath, [main, 'init', 'acme'], { cwd: place, env: { PATH: '' } });
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await rm(place, { recursive: true });
});

const WAITS = 'waiting for a change';

/** The command as a process, and what each of its runs has said, the one that goes on last. */
function dev(...args: string[]) {
  const child = spawn(process.execPath, [main, 'dev', ...args], { cwd: plugin, env: { PATH: '', TMPDIR: scratch } });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  return {
    /** What its run number `count` has said, when that is over and the next change is waited for. */
    run: (count: number) =>
      eventually(() => {
        const runs = said.split(WAITS);
        expect(runs.length, said).toBeGreaterThan(count);
        return runs[count - 1] ?? '';
      }),
    end: async (signal: NodeJS.Signals) => {
      const exit = once(child, 'exit');
      child.kill(signal);
      return exit;
    },
    said: () => said,
    exit: once(child, 'exit'),
  };
}

const MEMBER = '{"team":"red","username":"ada"}';

/** Changes a source, and gives back what it was. */
async function change(file: string, from: string, to: string): Promise<string> {
  const before = await readFile(file, 'utf8');
  expect(before).toContain(from);
  await writeFile(file, before.replace(from, to));
  return before;
}

describe('joinery-plugin dev', () => {
  test('runs an action against the twin, again with what was changed, and ends with Ctrl-C', async () => {
    const { run, end } = dev('acme_api_add_member', '--input', MEMBER);
    const first = await run(1);
    expect(first).toContain('GET /api/teams/red/members/ada');
    expect(first).toContain('"outcome": "noop"');
    expect(first).toContain('is a member already');

    const before = await change(action, 'is a member already', 'was there before');
    expect(await run(2)).toContain('was there before');
    await writeFile(action, before);
    expect(await run(3)).toContain('is a member already');

    expect(await end('SIGINT')).toEqual([0, null]);
    expect(await readdir(scratch)).toEqual([]);
  });

  test('runs again when the twin has changed, and begins with a fresh one each time', async () => {
    const { run, end } = dev('acme_api_add_member');
    expect(await run(1)).toContain('PUT /api/teams/red/members/bob');
    const twin = join(plugin, 'test/twin.ts');
    const before = await change(twin, "team: 'red', username: 'bob'", "team: 'red', username: 'eve'");
    const second = await run(2);
    expect(second).toContain('GET /api/teams/red/members/eve');
    expect(second).toContain('"outcome": "noop"');
    await writeFile(twin, before);
    const third = await run(3);
    expect(third).toContain('PUT /api/teams/red/members/bob');
    expect(third).toContain('"outcome": "changed"');
    expect(await end('SIGTERM')).toEqual([0, null]);
  });

  test('sees what an editor puts in the place of a file, as often as it does', async () => {
    const { run, end } = dev('acme_api_add_member', '--input', MEMBER);
    await run(1);
    const before = await readFile(action, 'utf8');
    for (const [index, words] of ['said once', 'said twice', 'is a member already'].entries()) {
      await writeFile(join(place, 'saved'), before.replace('is a member already', words));
      await rename(join(place, 'saved'), action);
      expect(await run(index + 2)).toContain(words);
    }
    await end('SIGINT');
  });

  test('shows what is wrong with the sources, and goes on when it is mended', async () => {
    const { run, end } = dev('acme_api_add_member', '--input', MEMBER);
    await run(1);
    const before = await change(action, 'export const', 'export konst');
    expect(await run(2)).toMatch(/add-member\.ts:\d+:\d+: ERROR/);
    await writeFile(action, before);
    expect(await run(3)).toContain('"outcome": "noop"');
    await end('SIGINT');
  });

  test('plans when it is asked to: the twin is told nothing', async () => {
    const { run, end } = dev('acme_api_add_member', '--plan');
    const said = await run(1);
    expect(said).toContain('"outcome": "planned"');
    expect(said).not.toMatch(/^ {2}PUT/m);
    await end('SIGINT');
  });

  test('names the actions that there are, when it is asked for another', async () => {
    const { run, end } = dev('acme_api_add_group');
    expect(await run(1)).toContain('there are acme_api_add_member, acme_api_remove_member');
    await end('SIGINT');
  });

  test('refuses an input that is no JSON, instead of waiting for a change that cannot help', async () => {
    const { exit, said } = dev('acme_api_add_member', '--input', '{team}');
    expect(await exit).toEqual([1, null]);
    expect(said()).toMatch(/^--input is no JSON/);
  });
});
