import { type ChildProcess, spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { afterAll, expect, test } from 'vitest';
import { attempt, startSandbox } from './setup/sandbox.ts';

const sandbox = await startSandbox({ idleProcesses: 1 });
const others: ChildProcess[] = [];
afterAll(() => others.map((other) => other.kill('SIGKILL')));

const busyFor = (milliseconds: number) => `export default async () => {
  const end = Date.now() + ${milliseconds};
  while (Date.now() < end);
  return 'done';
}`;

test('a run is charged for the time that it has a processor', async () => {
  const { result } = await attempt(sandbox, busyFor(400));
  expect(result).toMatchObject({ ok: true });
  expect(result.usage.cpuMs).toBeGreaterThan(50);
  expect(result.usage.cpuMs).toBeLessThanOrEqual(result.usage.wallMs);
});

test('and not for the time that it waits for one', async () => {
  for (let count = 0; count < 3 * availableParallelism(); count += 1)
    others.push(spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
  const { result } = await attempt(sandbox, busyFor(2000), { limits: { cpuMs: 1800, wallMs: 30_000 } });
  expect(result).toMatchObject({ ok: true });
  expect(result.usage.cpuMs).toBeLessThan(0.7 * result.usage.wallMs);
});
