import { currentTrace, inSpan, withRemoteParent } from '../../platform/telemetry/index.ts';
import {
  DEFAULT_LIMITS,
  type Json,
  MOST_LINE_CHARACTERS,
  MOST_MESSAGE_CHARACTERS,
  type SandboxResult,
  type SandboxRun,
} from '../../sandbox/contract.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { CallAnswerer } from './answer-calls.ts';
import { positionInSource } from './error-position.ts';
import { CAPABILITIES } from './host/host-calls.ts';
import { openScope, type RunScope, type ScriptServices } from './run-scope.ts';
import type { RunSink, ScriptOutcome, ScriptRun } from './script-run.ts';
import { withTrigger } from './trigger-config.ts';

/**
 * Runs a script in the sandbox and answers its calls. Nothing that leaves it, line, effect, output or error, holds a
 * secret. Never rejects for what the script does; when it fulfils, the sink has heard of every effect.
 */
export function executeScript(
  services: ScriptServices,
  sandbox: Sandbox,
  run: ScriptRun,
  sink: RunSink,
): Promise<ScriptOutcome> {
  const attributes = { 'joinery.run_id': run.runId, 'joinery.task_id': run.taskId, 'joinery.run_mode': run.mode };
  const work = () => execute(services, sandbox, { ...run, ...currentTrace(run) }, sink);
  return withRemoteParent(run, () => inSpan('script.run', attributes, work));
}

async function execute(
  services: ScriptServices,
  sandbox: Sandbox,
  run: ScriptRun,
  sink: RunSink,
): Promise<ScriptOutcome> {
  const end = new AbortController();
  const signal = AbortSignal.any([sink.signal, end.signal]);
  const scope = openScope(services, run, signal);
  const calls = new CallAnswerer(scope, sink, () => end.abort());
  const result = await sandbox.run(sandboxRun(run), {
    // Messages come from another process, out of any span.
    call: (message) => withRemoteParent(run, () => calls.answer(message)),
    log: (lines) =>
      sink.log(lines.map((line) => ({ ...line, text: scope.mask.cutText(line.text, MOST_LINE_CHARACTERS) }))),
    signal,
  });
  end.abort();
  await calls.settle();
  return toOutcome(scope, result, calls.isCapped);
}

function sandboxRun(run: ScriptRun): SandboxRun {
  const { tenantId, runId, taskId, taskName, mode, triggeredBy, code, secrets, trigger } = run;
  const input = {
    config: withTrigger(run.config, trigger),
    secrets: { ...secrets },
    trigger: trigger as Json,
    run: { id: runId, taskId, taskName, mode, triggeredBy },
  };
  const limits = {
    ...DEFAULT_LIMITS,
    wallMs: run.timeoutMs,
    cpuMs: Math.min(DEFAULT_LIMITS.cpuMs, run.timeoutMs),
    memoryMb: run.memoryMb,
  };
  return { tenantId, runId, code, input, capabilities: CAPABILITIES, limits };
}

function toOutcome({ mask, run }: RunScope, result: SandboxResult, isCapped: boolean): ScriptOutcome {
  const { usage } = result;
  if (isCapped) {
    return { ok: false, kind: 'removal_cap', error: 'the removal cap of the task is reached', usage };
  }
  if (!result.ok) {
    const message = mask.cutText(result.message, MOST_MESSAGE_CHARACTERS);
    return { ok: false, kind: result.kind, error: message + placeIn(run.code, result), usage };
  }
  const { value } = result;
  if (typeof value === 'string') return { ok: true, output: mask.text(value), usage };
  const error = 'the script must answer text: export default async function run(): Promise<string> { … }';
  return { ok: false, kind: 'type', error, usage };
}

function placeIn(code: string, { line, column }: Extract<SandboxResult, { ok: false }>): string {
  const place = line === undefined ? null : positionInSource(code, { line, column: column ?? 1 });
  return place ? ` (line ${place.line}, column ${place.column})` : '';
}
