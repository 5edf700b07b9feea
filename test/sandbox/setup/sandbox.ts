import { afterAll } from 'vitest';
import { createLog } from '../../../server/src/platform/log.ts';
import {
  createSandbox,
  DEFAULT_LIMITS,
  type HostAnswer,
  type HostCall,
  type Json,
  type LogLine,
  type RunHost,
  type Sandbox,
  type SandboxLimits,
  type SandboxOptions,
  type SandboxResult,
} from '../../../server/src/sandbox/index.ts';

export const silent = createLog('silent');

/** A sandbox that ends with the file. */
export async function startSandbox(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const sandbox = await createSandbox({ log: silent, ...options });
  afterAll(() => sandbox.stop());
  return sandbox;
}

export interface Attempt {
  tenantId?: string;
  input?: { [key: string]: Json };
  capabilities?: string[];
  limits?: Partial<SandboxLimits>;
  answer?: (call: HostCall) => HostAnswer | Promise<HostAnswer>;
  signal?: AbortSignal;
}

export interface Attempted {
  result: SandboxResult;
  calls: HostCall[];
  logs: LogLine[];
}

/** What a script is given, where a test says nothing of it. */
export const INPUT = {
  config: {},
  secrets: {},
  trigger: null,
  run: { id: 'run-1', taskId: 'task-1', taskName: 'Nightly', mode: 'apply', triggeredBy: 'manual' },
};

let runs = 0;

/** Runs code and tells what came of it and what it did. */
export async function attempt(sandbox: Sandbox, code: string, options: Attempt = {}): Promise<Attempted> {
  const calls: HostCall[] = [];
  const logs: LogLine[] = [];
  const host: RunHost = {
    call: async (call) => {
      calls.push(call);
      return (await options.answer?.(call)) ?? { ok: true, value: null };
    },
    log: (lines) => logs.push(...lines),
    signal: options.signal,
  };
  runs += 1;
  const run = {
    tenantId: options.tenantId ?? 'tenant-1',
    runId: `run-${runs}`,
    code,
    input: { ...INPUT, ...options.input },
    capabilities: options.capabilities ?? [],
    limits: { ...DEFAULT_LIMITS, wallMs: 5000, ...options.limits },
  };
  const result = await sandbox.run(run, host);
  return { result, calls, logs };
}
