import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createLog } from '../../server/src/platform/log.ts';
import { createSandbox, startedOnUse } from '../../server/src/sandbox/index.ts';
import { createMemoryGroup } from '../../server/src/sandbox/memory-group.ts';
import { sandboxProcesses } from './setup/processes.ts';
import { attempt } from './setup/sandbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'joinery-cgroup-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder that looks as the kernel shows a hierarchy. */
function hierarchy(name: string, groups: Record<string, string>): string {
  const mount = join(folder, name);
  for (const [group, delegated] of Object.entries(groups)) {
    mkdirSync(join(mount, group), { recursive: true });
    writeFileSync(join(mount, group, 'cgroup.controllers'), 'cpu memory pids\n');
    writeFileSync(join(mount, group, 'cgroup.subtree_control'), delegated);
  }
  return mount;
}

describe('a sandbox that is started in advance', () => {
  test('says in the log what holds it before there is a run, and has processes ready', async () => {
    const lines: string[] = [];
    const log = createLog('info', { write: (line) => void lines.push(JSON.parse(line).msg) });
    const sandbox = startedOnUse(() => createSandbox({ log }));
    expect(sandboxProcesses()).toEqual([]);
    await sandbox.start();
    expect(lines).toEqual(sandbox.protections.map((line) => `sandbox: ${line}`));
    for (const measure of ['permission model', 'cgroup', 'bubblewrap', 'out of memory', 'rlimits', 'namespaces']) {
      expect(sandbox.protections.join('\n')).toMatch(new RegExp(`^${measure}: (not )?in force: `, 'm'));
    }
    expect(sandbox.stats().processes).toBeGreaterThan(0);
    const { result } = await attempt(sandbox, 'export default () => "done"');
    expect(result).toMatchObject({ ok: true });
    await sandbox.stop();
    expect(sandboxProcesses()).toEqual([]);
  });

  test('has children that the kernel ends before anybody else, where that is said to be in force', async () => {
    const sandbox = await createSandbox({ log: createLog('silent') });
    const isInForce = sandbox.protections.some((line) => line.startsWith('out of memory: in force'));
    const scores = sandboxProcesses().map(({ pid }) => readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8').trim());
    expect(scores.length).toBeGreaterThan(0);
    for (const score of scores) expect(score === '1000').toBe(isInForce);
    await sandbox.stop();
  });
});

describe('what is said to be in force', () => {
  test('is so in every child', async () => {
    const sandbox = await createSandbox({ log: createLog('silent') });
    const isSaid = (measure: string) => sandbox.protections.some((line) => line.startsWith(`${measure}: in force`));
    const children = sandboxProcesses();
    expect(children.length).toBeGreaterThan(0);
    for (const { pid } of children) {
      const read = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8');
      expect(read('environ')).toBe('');
      expect(/^NoNewPrivs:\t1$/m.test(read('status'))).toBe(isSaid('privileges'));
      if (isSaid('privileges') && process.getuid?.() === 0) expect(read('status')).toMatch(/^CapEff:\t0+$/m);
      if (isSaid('rlimits')) expect(read('limits')).toMatch(/^Max core file size +0 +0 /m);
      if (isSaid('rlimits')) expect(read('limits')).toMatch(/^Max open files +64 +64 /m);
      const isApart = readlinkSync(`/proc/${pid}/ns/net`) !== readlinkSync('/proc/self/ns/net');
      expect(isApart).toBe(isSaid('namespaces'));
      expect(read('cgroup').includes('joinery-sandbox')).toBe(isSaid('cgroup'));
      if (isSaid('priority')) expect(getPriority(pid)).toBeGreaterThanOrEqual(5);
    }
    await sandbox.stop();
  });

  test('keeps what runs so from files, programs and threads', async () => {
    const sandbox = await createSandbox({ log: createLog('silent') });
    const [{ pid } = { pid: 0 }] = sandboxProcesses();
    const [node = '', ...args] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    await sandbox.stop();
    const attempts = `
      const attempts = [
        () => fs.readFileSync('/etc/passwd'),
        () => fs.writeFileSync('/tmp/written-by-a-guest', ''),
        () => child_process.spawnSync('true'),
        () => new worker_threads.Worker('', { eval: true }),
      ];
      console.log(attempts.map((attempt) => { try { attempt(); return 'done'; } catch ({ code }) { return code; } }).join());`;
    const flags = args.filter((arg) => arg.startsWith('--'));
    const { stdout } = spawnSync(node, [...flags, '-e', attempts], { encoding: 'utf8', env: {} });
    expect(stdout.trim()).toBe(new Array(4).fill('ERR_ACCESS_DENIED').join());
  });
});

describe('the group that bounds their memory', () => {
  test('is made below the own one, with half of what there is', () => {
    const mount = hierarchy('own', { 'app.slice': 'memory' });
    const group = createMemoryGroup(mount.concat('/app.slice'), '0::/\n');
    expect(group).toMatchObject({ isInForce: true });
    const made = join(mount, 'app.slice', `joinery-sandbox-${process.pid}`);
    expect(group.isInForce && String(group.bytes)).toBe(readFileSync(join(made, 'memory.max'), 'utf8'));
    expect(group.isInForce && group.command.at(-1)).toBe(join(made, 'cgroup.procs'));
  });

  test('is made beside it, where the own one cannot hold others, and takes away those of servers that are gone', () => {
    const mount = hierarchy('beside', { '.': '', service: 'memory', 'service/server': '' });
    // The kernel refuses to bound what is below a group that holds processes.
    rmSync(join(mount, 'service/server'), { recursive: true });
    mkdirSync(join(mount, 'service/joinery-sandbox-999999999'));
    expect(createMemoryGroup(mount, '0::/service/server\n')).toMatchObject({ isInForce: true });
    expect(readdirSync(join(mount, 'service')).filter((name) => name.startsWith('joinery'))).toEqual([
      `joinery-sandbox-${process.pid}`,
    ]);
  });

  test.each([
    ['there is only version 1', '4:memory:/x\n', 'no hierarchy of version 2'],
    ['nothing bounds memory there', '0::/\n', 'no hierarchy of version 2'],
  ])('is not made where %s, and that is said', (_where, membership, problem) => {
    expect(createMemoryGroup(join(folder, 'nowhere'), membership)).toMatchObject({
      isInForce: false,
      problem: expect.stringContaining(problem),
    });
  });

  test('is not made where it may not be, and that is said', () => {
    const mount = hierarchy('refused', { '.': '' });
    expect(createMemoryGroup(mount, '0::/gone/server\n')).toMatchObject({
      isInForce: false,
      problem: expect.stringContaining('no group can be made'),
    });
  });
});
