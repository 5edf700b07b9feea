import type { Json, Sandbox } from '../../sandbox/index.ts';
import type { Services } from '../../services.ts';
import type { PluginFailure, PluginRun, PluginTrace } from './plugin-run.ts';
import { runPlugin } from './run-plugin.ts';

export interface PluginPageRun extends PluginRun {
  /** The type of a resource. */
  resource: string;
  /** An object as its page had it, for its entitlements and grants. */
  list: { of: 'objects' } | { of: 'entitlements' | 'grants'; object: { [name: string]: Json } };
  /** `next` of the page before; null for the first. */
  cursor: string | null;
}

export type PluginPageResult = PluginTrace &
  ({ ok: true; items: { [name: string]: Json }[]; next: string | null } | { ok: false; error: PluginFailure });

/** Reads one page of a resource's objects, entitlements or grants. Failures are values. */
export async function readPluginPage(
  services: Pick<Services, 'egress' | 'clock' | 'limiter'>,
  sandbox: Sandbox,
  run: PluginPageRun,
): Promise<PluginPageResult> {
  const { resource, cursor } = run;
  const { of, ...object } = run.list;
  const order = { operation: of, resource, cursor, ...object };
  const { trace, ...given } = await runPlugin(services, sandbox, run, { order, mode: 'apply' });
  if (!given.ok) return { ...trace, ok: false, error: given.error };
  if ('page' in given.answer) return { ...trace, ok: true, ...given.answer.page };
  return { ...trace, ok: false, error: { kind: 'plugin', message: 'a resource answers a page' } };
}
