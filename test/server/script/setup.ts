import { afterAll } from 'vitest';
import type { Config } from '../../../server/src/config.ts';
import type { Context } from '../../../server/src/context.ts';
import {
  compileScript,
  executeScript,
  type RunSink,
  type ScriptEffect,
  type ScriptOutcome,
  type ScriptRun,
} from '../../../server/src/modules/script/index.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { createSandbox, type LogLine, type Sandbox } from '../../../server/src/sandbox/index.ts';
import { createDatabase } from '../../harness/database.ts';
import { createTestServices, type TestServices } from '../../harness/services.ts';

export interface Scripts extends TestServices {
  sandbox: Sandbox;
}

/** The product over a database of the test file's own, with a sandbox of its own. */
export async function startScripts(config: Partial<Config> = {}): Promise<Scripts> {
  const database = await createDatabase();
  const services = await createTestServices({ url: database.url, config });
  const sandbox = await createSandbox({ log: services.services.log, idleProcesses: 1 });
  afterAll(async () => {
    await sandbox.stop();
    await services.close();
    await database.drop();
  });
  return { ...services, sandbox };
}

export interface Ran {
  run: ScriptRun;
  outcome: ScriptOutcome;
  output: string;
  error: string;
  logs: LogLine[];
  effects: ScriptEffect[];
}

export interface RunOptions extends Partial<Omit<ScriptRun, 'code'>> {
  mayRemove?: RunSink['mayRemove'];
  signal?: AbortSignal;
}

const HEAD =
  'import { config, flows, gworkspace, idp, jwt, JoineryError, ldap, run as info, secrets, trigger } from "joinery";\n';

/** Runs the body of a script, which answers text, and tells what came of it. */
export async function runScript(scripts: Scripts, ctx: Context, body: string, options: RunOptions = {}): Promise<Ran> {
  const compiled = await compileScript(`${HEAD}export default async function run(): Promise<string> {\n${body}\n}\n`);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.diagnostics));
  return runCode(scripts, ctx, compiled.code, options);
}

/** The same for what was compiled already. */
export async function runCode(
  { services, sandbox }: Scripts,
  ctx: Context,
  code: string,
  options: RunOptions = {},
): Promise<Ran> {
  const run = newRun(ctx, code, options);
  const logs: LogLine[] = [];
  const effects: ScriptEffect[] = [];
  const sink: RunSink = {
    log: (lines) => logs.push(...lines),
    mayRemove: options.mayRemove ?? (async () => true),
    effect: (effect) => effects.push(effect),
    signal: options.signal ?? new AbortController().signal,
  };
  const outcome = await executeScript(services, sandbox, run, sink);
  const output = outcome.ok ? outcome.output : '';
  return { run, outcome, output, error: outcome.ok ? '' : outcome.error, logs, effects };
}

function newRun({ tenantId }: Context, code: string, options: RunOptions): ScriptRun {
  const { mayRemove: _mayRemove, signal: _signal, ...given } = options;
  return {
    tenantId,
    runId: newId(),
    taskId: newId(),
    taskName: 'Nightly sync',
    mode: 'apply',
    triggeredBy: 'manual',
    code,
    config: {},
    secrets: {},
    trigger: null,
    allowedHosts: null,
    timeoutMs: 10_000,
    memoryMb: 64,
    cause: undefined,
    traceparent: null,
    tracestate: null,
    ...given,
  };
}

/** What a run says of itself, for when it was meant to succeed. */
export function succeeded(ran: Ran): Ran {
  if (!ran.outcome.ok) throw new Error(`${ran.outcome.kind}: ${ran.error}`);
  return ran;
}
