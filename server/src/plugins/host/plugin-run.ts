import type { Effect, SecretStore } from '@joinery/plugin-sdk/host';
import type { ErrorKind, Manifest } from '@joinery/plugin-sdk/manifest';
import type { LogLine, SandboxUsage } from '../../sandbox/index.ts';

/** One run of a plugin, whatever for. */
export interface PluginRun {
  tenantId: string;
  runId: string;
  bundle: { code: string; digest: string };
  manifest: Manifest;
  config: Readonly<Record<string, unknown>>;
  /** Opened one by one, when a request needs them; no value of them enters the sandbox. */
  secrets: SecretStore;
  /** The connection and the version of its secrets: tokens that were got with them are kept under it. */
  connectionKey: string;
  /** For all of it: waits for rate limits and repetitions included. */
  timeoutMs: number;
  signal?: AbortSignal;
}

export interface PluginFailure {
  /**
   * The provider's refusal as the plugin tells it, or: `timeout` for a run that took too long, `cancelled` by the signal,
   * `crashed` for one whose process died, `plugin` for an error in the plugin's own code, or what it answered being none.
   */
  kind: ErrorKind | 'timeout' | 'cancelled' | 'crashed' | 'plugin';
  /** Masked. */
  message: string;
  /** The provider has asked not to be asked before. */
  retryAt?: Date;
}

/** What is known of every run, however it went. All texts are masked. */
export interface PluginTrace {
  /** Requests that wrote, or in a plan would have. */
  effects: Effect[];
  logs: LogLine[];
  usage: SandboxUsage;
}
