import { watch } from 'node:fs';
import { type RunningTwin, runPlugin } from '@joinery/plugin-sdk/testing';
import { Complaint, type Given } from '../complaint.ts';
import { loadPlugin, loadTwin } from '../load-plugin.ts';

/** Several files are often written at once. */
const SETTLE_MS = 100;
const SOURCE = /^(src|test)[\\/].*\.ts$/;

type Input = Record<string, unknown>;

/** Runs an action against the twin, now and after every change of the sources, one run at a time. Ends with Ctrl-C. */
export async function devCommand(given: Given): Promise<number> {
  const input = given.input === undefined ? undefined : inputOf(given.input);
  const end = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => end.abort());
  while (!end.signal.aborted) {
    // Watched from before the run: what is saved while it goes on is run too.
    const changed = untilChanged(given.folder, end.signal);
    await attempt(given, input);
    console.log('\nwaiting for a change of src or test; Ctrl-C ends');
    await changed;
  }
  return 0;
}

function inputOf(text: string): Input {
  try {
    return JSON.parse(text) as Input;
  } catch (cause) {
    throw new Complaint(`--input is no JSON: ${(cause as Error).message}`, { cause });
  }
}

/** A watcher of its own each time: one that goes on would lose a file that an editor has put another in place of. */
function untilChanged(folder: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const watcher = watch(folder, { recursive: true, signal });
    let timer: NodeJS.Timeout | undefined;
    watcher.on('change', (_, filename) => {
      if (!SOURCE.test(String(filename))) return;
      clearTimeout(timer);
      timer = setTimeout(() => watcher.close(), SETTLE_MS);
    });
    watcher.once('error', reject);
    watcher.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** One run against a fresh twin. What goes wrong is shown, and the next change is waited for. */
async function attempt({ folder, positionals: [id = ''], plan }: Given, input: Input | undefined): Promise<void> {
  let twin: RunningTwin | undefined;
  try {
    const plugin = await loadPlugin(folder);
    twin = await (await loadTwin(folder)).start();
    const scenario = twin.scenarios[id]?.fresh;
    if (!scenario)
      throw new Complaint(`no action ${id}; there are ${plugin.actions.map((each) => each.id).join(', ')}`);
    const order = {
      operation: 'action' as const,
      action: id,
      input: input ?? ('input' in scenario ? scenario.input : {}),
    };
    const { logs, denied, ...result } = await runPlugin(plugin, twin, order, { mode: plan ? 'plan' : 'apply' });
    for (const line of logs) console.log(`  ${line}`);
    for (const reason of denied) console.log(`  denied: ${reason}`);
    for (const { method, path } of twin.requests()) console.log(`  ${method} ${path}`);
    console.log(JSON.stringify(result, null, 2));
  } catch (error) {
    console.error(error instanceof Complaint ? error.message : error);
  } finally {
    await twin?.stop();
  }
}
