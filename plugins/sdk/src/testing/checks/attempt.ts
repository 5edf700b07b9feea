import assert from 'node:assert/strict';
import type { PluginDefinition } from '../../define/plugin.ts';
import type { RunningTwin, SeenRequest, TwinHarness } from '../harness.ts';
import { formsOf } from '../mask.ts';
import { runPlugin, type TestOrder, type TestRun, type TestRunOptions } from '../run-plugin.ts';

/** Short ones stand in any text. */
const SHORTEST_SECRET = 8;

const REMEDY = 'no plugin has that in the sandbox; requests are sent by ctx.http, and all else is the language’s own';

/** A plugin beside a twin whose state is as the scenarios say. */
export interface Bench {
  plugin: PluginDefinition;
  harness: TwinHarness;
  twin(): Promise<RunningTwin>;
}

export type Attempted = TestRun & { writes: SeenRequest[] };

/** Runs an order, and holds whatever came of it against what holds for every run. */
export async function attempt(
  { plugin, harness, twin }: Bench,
  order: TestOrder,
  options?: TestRunOptions,
): Promise<Attempted> {
  const running = await twin();
  const before = running.requests().length;
  const run = await runPlugin(plugin, running, order, options);
  const seen = running.requests().slice(before);
  assert.ok(run.foreign.length === 0, `it uses ${run.foreign.join(', ')} of Node: ${REMEDY}`);
  for (const value of Object.values(running.secrets)) assertHidden(value, run);
  assert.deepEqual(run.denied, [], 'it reaches for what it does not declare');
  return { ...run, writes: seen.filter((request) => isWrite(request, harness.reads ?? [])) };
}

function assertHidden(value: string, run: TestRun): void {
  if (value.length < SHORTEST_SECRET) return;
  const text = JSON.stringify(run);
  for (const form of formsOf(value)) assert.ok(!text.includes(form), 'a secret stands in what was logged or answered');
}

function isWrite({ method, path }: SeenRequest, reads: readonly string[]): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  const line = `${method} ${path.split('?')[0]}`;
  return !reads.some((read) => (read.endsWith('*') ? line.startsWith(read.slice(0, -1)) : line === read));
}

export function outcomeOf(run: TestRun): string {
  if ('error' in run) return `${run.error.kind} (${run.error.message})`;
  if ('outcome' in run) return run.outcome;
  return 'sleepUntil' in run ? 'asleep' : 'answered';
}

export function kindOf(run: TestRun): string {
  return 'error' in run ? run.error.kind : outcomeOf(run);
}
