import { availableParallelism } from 'node:os';
import type { Log } from '../platform/log.ts';
import { bundleGuest } from './guest-bundle.ts';
import { createLauncher } from './launch.ts';
import { Pool } from './pool.ts';
import type { Sandbox } from './sandbox.ts';

export * from './contract.ts';
export type { RunHost, Sandbox, SandboxStats } from './sandbox.ts';
export { type SandboxOnUse, startedOnUse } from './started-on-use.ts';

export interface SandboxOptions {
  log: Log;
  /** Processes that may be busy at a time, each with runs of one tenant. There is one more when all of them are. */
  processes?: number | undefined;
  /** Processes that are kept when there is nothing to do. */
  idleProcesses?: number;
  /** Runs of a tenant that share a process. */
  runsPerProcess?: number;
  /** Runs after which a process is replaced. */
  recycleAfter?: number;
}

/** A sandbox of child processes on this machine. Rejects when none can be started. */
export async function createSandbox({ log, ...options }: SandboxOptions): Promise<Sandbox> {
  const launcher = createLauncher();
  for (const line of launcher.protections) log.info(`sandbox: ${line}`);
  const processes = options.processes ?? Math.max(6, availableParallelism() * 6);
  const pool = new Pool(launcher, await bundleGuest(), {
    log,
    processes,
    idleProcesses: Math.min(options.idleProcesses ?? 2, processes),
    runsPerProcess: options.runsPerProcess ?? 10,
    recycleAfter: options.recycleAfter ?? 1000,
  });
  await pool.ready;
  return pool;
}
