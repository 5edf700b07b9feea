import { type HostRun, PluginHost, TokenCache } from '@joinery/plugin-sdk/host';
import type { ManifestAction } from '@joinery/plugin-sdk/manifest';
import { createMasker } from '../../platform/masking.ts';
import {
  DEFAULT_LIMITS,
  type HostAnswer,
  type Json,
  type LogLine,
  type Sandbox,
  type SandboxResult,
} from '../../sandbox/index.ts';
import type { Services } from '../../services.ts';
import { withDefaults } from './config-defaults.ts';
import { egressTransport } from './egress-transport.ts';
import { type CheckedAnswer, readAnswer } from './guest-answer.ts';
import type { PluginFailure, PluginRun, PluginTrace } from './plugin-run.ts';

/** Of this process: tokens that are valid still. */
const tokens = new TokenCache();

const CAPABILITIES = ['http.request', 'jwt.sign'];

export interface PluginOrder {
  /** What the guest is asked for, beside its configuration. */
  order: { [name: string]: Json };
  action?: ManifestAction;
  mode: 'apply' | 'plan';
}

export type PluginAnswer = { hasPlanned: boolean; trace: PluginTrace } & (
  | { ok: true; answer: Exclude<CheckedAnswer, { error: unknown }> }
  | { ok: false; error: PluginFailure }
);

/**
 * Runs a plugin in the sandbox.
 *
 * 1. Nothing of a secret's value is in what the sandbox is sent: the plugin names secrets, and the host puts them in.
 * 2. The plugin can make requests and have claims signed; there is no other host call that it may make.
 * 3. Whatever leaves here, output, reasons, messages and logs, is masked.
 *
 * Never rejects for what the plugin or its provider does.
 */
export async function runPlugin(
  services: Pick<Services, 'egress' | 'clock' | 'limiter'>,
  sandbox: Sandbox,
  run: PluginRun,
  { order, action, mode }: PluginOrder,
): Promise<PluginAnswer> {
  const ended = new AbortController();
  const signal = run.signal ? AbortSignal.any([run.signal, ended.signal]) : ended.signal;
  const host = createHost(services, { ...run, signal }, { action, mode });
  const logs: LogLine[] = [];
  const result = await sandbox.run(
    {
      tenantId: run.tenantId,
      runId: run.runId,
      surface: 'plugin',
      code: run.bundle.code,
      input: { ...order, config: run.config as Json, run: { id: run.runId, mode } },
      capabilities: CAPABILITIES,
      limits: { ...DEFAULT_LIMITS, wallMs: run.timeoutMs },
    },
    {
      call: async ({ name, input }) => (await host.call(name, input)) as HostAnswer,
      log: (lines) => logs.push(...lines),
      signal: run.signal,
    },
  );
  // Nothing that it asked for goes on without it.
  ended.abort();
  const trace: PluginTrace = {
    effects: host.effects,
    logs: logs.map((line) => ({ ...line, text: host.mask(line.text) })),
    usage: result.usage,
  };
  return { hasPlanned: host.hasPlanned, trace, ...answerOf(result, host) };
}

function createHost(
  { egress, clock, limiter }: Pick<Services, 'egress' | 'clock' | 'limiter'>,
  run: PluginRun,
  { action, mode }: Pick<HostRun, 'action' | 'mode'>,
): PluginHost {
  const now = () => clock.now().getTime();
  const { manifest, secrets, connectionKey, signal } = run;
  let deadlineMs: number | undefined;
  return new PluginHost(
    { transport: egressTransport(egress, run.tenantId), tokens, limiter, maskerOf: createMasker, now, wait },
    {
      manifest,
      action,
      config: withDefaults(manifest, run.config),
      secrets,
      connectionKey: JSON.stringify([run.tenantId, connectionKey]),
      mode,
      // The sandbox counts from when the run has its place, and ends it; until then the time is not the run's.
      get deadlineMs() {
        deadlineMs ??= now() + run.timeoutMs;
        return deadlineMs;
      },
      signal,
    },
  );
}

function answerOf(result: SandboxResult, host: PluginHost) {
  if (!result.ok) return failed(kindOf(result.kind), host.mask(result.message));
  const answer = readAnswer(typeof result.value === 'string' ? host.mask(result.value) : undefined);
  if (!answer) return failed('plugin', 'the plugin answered what is no answer');
  if (!('error' in answer)) return { ok: true as const, answer };
  const { kind, message } = answer.error;
  const isPutOff = kind === 'rate_limited' || kind === 'unavailable';
  return failed(kind === 'internal' ? 'plugin' : kind, message, isPutOff ? host.putOffUntil : undefined);
}

function failed(kind: PluginFailure['kind'], message: string, retryAt?: Date) {
  return { ok: false as const, error: { kind, message, ...(retryAt ? { retryAt } : {}) } };
}

function kindOf(kind: Extract<SandboxResult, { ok: false }>['kind']): PluginFailure['kind'] {
  if (kind === 'timeout' || kind === 'cancelled' || kind === 'crashed' || kind === 'denied') return kind;
  return 'plugin';
}

/** Ends with its time, or with the signal. */
function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(end, milliseconds);
    function end(): void {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    }
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) end();
  });
}
