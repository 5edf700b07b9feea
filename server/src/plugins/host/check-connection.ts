import type { Sandbox } from '../../sandbox/index.ts';
import type { Services } from '../../services.ts';
import type { PluginFailure, PluginRun, PluginTrace } from './plugin-run.ts';
import { runPlugin } from './run-plugin.ts';

export type PluginCheckResult = PluginTrace &
  (
    | {
        ok: true;
        /** Who the credentials are. */
        identity: string;
        /** What they lack for some action, in the provider's words. */
        missing: string[];
      }
    | { ok: false; error: PluginFailure }
  );

/** Asks the provider who the connection is, and what it is not allowed. Failures are values. */
export async function checkPluginConnection(
  services: Pick<Services, 'egress' | 'clock' | 'limiter'>,
  sandbox: Sandbox,
  run: PluginRun,
): Promise<PluginCheckResult> {
  const order = { operation: 'check' };
  const { trace, ...given } = await runPlugin(services, sandbox, run, { order, mode: 'apply' });
  if (!given.ok) return { ...trace, ok: false, error: given.error };
  if ('check' in given.answer) return { ...trace, ok: true, ...given.answer.check };
  return { ...trace, ok: false, error: { kind: 'plugin', message: 'a check answers who it is' } };
}
