import type { PluginDefinition } from '../define/plugin.ts';
import type { ResourceObject } from '../define/resource-shapes.ts';
import type { GuestAnswer, GuestOrder } from '../guest/protocol.ts';
import { serve } from '../guest/serve.ts';
import { AccountLimiter } from '../host/account-limiter.ts';
import { type Effect, type HostServices, PluginHost } from '../host/plugin-host.ts';
import { TokenCache } from '../host/token-cache.ts';
import { manifestOf } from '../manifest/manifest-of.ts';
import type { Manifest } from '../manifest/schema.ts';
import { captureLog } from './capture-log.ts';
import { asGuest, asHost } from './guest-globals.ts';
import { maskerOf } from './mask.ts';
import { nodeTransport } from './node-transport.ts';

export interface TestConnection {
  config: Record<string, unknown>;
  secrets: Record<string, string>;
}

export interface TestRunOptions {
  mode?: 'apply' | 'plan';
  /** How long the run may take, waits for Retry-After included. Default 5000. */
  wallMs?: number;
}

/**
 * What came of it, what it wrote or would write, what it logged, unmasked, what the host has denied it, and which of
 * Node's globals it has reached for, which are not there.
 */
export type TestRun = GuestAnswer & { effects: Effect[]; logs: string[]; denied: string[]; foreign: string[] };

export type TestOrder =
  | { operation: 'action'; action: string; input: Record<string, unknown> }
  | { operation: 'objects'; resource: string; cursor?: string | null }
  | { operation: 'entitlements' | 'grants'; resource: string; object: ResourceObject; cursor?: string | null }
  | { operation: 'check' };

const services = (): HostServices => ({
  transport: nodeTransport,
  tokens: new TokenCache(),
  limiter: new AccountLimiter(),
  maskerOf,
  now: () => Date.now(),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});

const manifests = new WeakMap<PluginDefinition, Manifest>();

function testManifestOf(plugin: PluginDefinition): Manifest {
  const manifest = manifests.get(plugin) ?? manifestOf(plugin, { publisher: 'test', sha256: '0'.repeat(64) });
  manifests.set(plugin, manifest);
  return manifest;
}

/**
 * Runs a plugin in this process, with the host's own rules over Node's fetch, and without what only Node has. The sandbox's
 * limits of time and memory are not here: the server's tests have them.
 */
export async function runPlugin(
  plugin: PluginDefinition,
  connection: TestConnection,
  order: TestOrder,
  options: TestRunOptions = {},
): Promise<TestRun> {
  const manifest = testManifestOf(plugin);
  const mode = options.mode ?? 'apply';
  const host = new PluginHost(services(), {
    manifest,
    action: order.operation === 'action' ? manifest.actions.find(({ id }) => id === order.action) : undefined,
    config: configured(plugin, connection.config),
    secrets: {
      has: (name) => Object.hasOwn(connection.secrets, name),
      open: async (name) => connection.secrets[name] ?? '',
    },
    connectionKey: 'test',
    mode,
    deadlineMs: Date.now() + (options.wallMs ?? 5000),
  });
  const input = asJson({
    cursor: null,
    ...order,
    config: connection.config,
    run: { id: 'test-run', mode },
  }) as GuestOrder;
  const denied: string[] = [];
  const link = { input, callHost: (name: string, call: object) => asHost(() => callHost(host, denied, name, call)) };
  const { value: served, lines } = await captureLog(() => asGuest(() => serve(plugin, link)));
  const answer = JSON.parse(served.value) as GuestAnswer;
  return {
    ...(host.hasPlanned ? { outcome: 'planned' as const } : answer),
    effects: host.effects,
    logs: lines,
    denied,
    foreign: served.foreign,
  };
}

/** Everything crosses as JSON, as it does in the sandbox. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

async function callHost(host: PluginHost, denied: string[], name: string, call: object): Promise<unknown> {
  const answer = await host.call(name, asJson(call));
  if (answer.ok) return asJson(answer.value);
  if (answer.code === 'denied') denied.push(answer.message);
  throw Object.assign(new Error(answer.message), { code: answer.code });
}

/** With its defaults, which the server fills in by the manifest's schema. */
function configured(plugin: PluginDefinition, config: Record<string, unknown>): Record<string, unknown> {
  const parsed = plugin.config.safeParse(config);
  return parsed.success ? parsed.data : config;
}
