import type { SecretStore } from '@joinery/plugin-sdk/host';
import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { newId } from '../../platform/id.ts';
import { checkPluginConnection } from '../../plugins/host/index.ts';
import type { LoadedPlugin } from '../../plugins/registry/index.ts';

/** What became of a test. */
export interface ConnectionTestResult {
  ok: boolean;
  /** Who the credentials are at the provider. */
  identity: string | null;
  /** For people: who it is, or what is wrong. */
  message: string;
  /** What the credentials lack for some actions, in the provider's words. */
  missing: string[];
}

interface Probed {
  plugin: Pick<LoadedPlugin, 'manifest' | 'bundle' | 'digest'>;
  config: Readonly<Record<string, unknown>>;
  secrets: SecretStore;
}

const TIMEOUT_MS = 20_000;

/** Asks the provider whether these settings work. Keeps nothing, so that settings can be tested before they are taken. */
export async function probe(ctx: Context, { plugin, config, secrets }: Probed): Promise<ConnectionTestResult> {
  const { manifest, bundle, digest } = plugin;
  const runId = newId();
  const result = await checkPluginConnection(ctx, ctx.sandbox, {
    tenantId: ctx.tenantId,
    runId,
    bundle: { code: bundle, digest },
    manifest,
    config,
    secrets,
    // Its own, so that no token of other secrets answers for these.
    connectionKey: runId,
    timeoutMs: TIMEOUT_MS,
  });
  if (!result.ok) return { ok: false, identity: null, message: result.error.message, missing: [] };
  const { identity, missing } = result;
  const lacking = missing.length === 0 ? '' : `; lacks ${missing.join(', ')}`;
  return { ok: true, identity, message: `connected as ${identity}${lacking}`, missing };
}

/** Throws PRECONDITION_FAILED, reason TEST_FAILED, unless the test went well: what works is not replaced by what does not. */
export function requirePassed(test: ConnectionTestResult): void {
  if (test.ok) return;
  const message = `with these settings the connection does not work, so they were not taken: ${test.message}`;
  throw new AppError('PRECONDITION_FAILED', message, { reason: 'TEST_FAILED', extensions: { test } });
}
