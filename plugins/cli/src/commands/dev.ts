import { watch } from 'node:fs/promises';
import { type RunningTwin, runPlugin } from '@joinery/plugin-sdk/testing';
import { Complaint, type Given } from '../complaint.ts';
import { loadPlugin, loadTwin } from '../load-plugin.ts';

/** Several files are often written at once. */
const SETTLE_MS = 100;

/** Runs an action against the twin, now and after every change of the sources. Ends with Ctrl-C. */
export async function devCommand(given: Given): Promise<number> {
  await attempt(given);
  console.log('\nwaiting for a change of src or test; Ctrl-C ends');
  const changes = new AbortController();
  process.once('SIGINT', () => changes.abort());
  let timer: NodeJS.Timeout | undefined;
  try {
    for await (const { filename } of watch(given.folder, { recursive: true, signal: changes.signal })) {
      if (!/^(src|test)[\\/].*\.ts$/.test(filename ?? '')) continue;
      clearTimeout(timer);
      timer = setTimeout(() => void attempt(given), SETTLE_MS);
    }
  } catch (error) {
    if ((error as Error).name !== 'AbortError') throw error;
  }
  clearTimeout(timer);
  return 0;
}

/** One run against a fresh twin. What goes wrong is shown, and the next change is waited for. */
async function attempt({ folder, positionals: [id = ''], input, plan }: Given): Promise<void> {
  let twin: RunningTwin | undefined;
  try {
    const plugin = await loadPlugin(folder);
    twin = await (await loadTwin(folder)).start();
    const scenario = twin.scenarios[id]?.fresh;
    if (!scenario)
      throw new Complaint(`no action ${id}; there are ${plugin.actions.map((each) => each.id).join(', ')}`);
    const given = input === undefined ? ('input' in scenario ? scenario.input : {}) : JSON.parse(input);
    const order = { operation: 'action' as const, action: id, input: given };
    const { logs, ...result } = await runPlugin(plugin, twin, order, { mode: plan ? 'plan' : 'apply' });
    for (const line of logs) console.log(`  ${line}`);
    for (const { method, path } of twin.requests()) console.log(`  ${method} ${path}`);
    console.log(JSON.stringify(result, null, 2));
  } catch (error) {
    console.error(error instanceof Complaint ? error.message : error);
  } finally {
    await twin?.stop();
  }
}
