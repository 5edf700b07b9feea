import { bundleGuest } from '../../../server/src/sandbox/guest-bundle.ts';
import { type GuestSource, prepareIsolate } from '../../../server/src/sandbox/isolate.ts';
import { compilePlugin, linkPlugin } from '../../../server/src/sandbox/plugin-code.ts';
import { serveCommands } from '../harness/child.ts';

let guest: GuestSource | undefined;

/** Loads a bundle into one fresh isolate after another, as a process of the sandbox does. Answers each one's time and memory. */
async function load({ code, count }: { code: string; count: number }): Promise<{ ms: number; mb: number }[]> {
  guest ??= { text: await bundleGuest() };
  const loads: { ms: number; mb: number }[] = [];
  for (let index = 0; index < count; index += 1) loads.push(await loadOnce(guest, code));
  return loads;
}

async function loadOnce(source: GuestSource, code: string): Promise<{ ms: number; mb: number }> {
  const prepared = prepareIsolate(source, 64);
  const { isolate, context, modules, deliver } = prepared;
  try {
    deliver.applySync(undefined, ['open', '{}', 10, 1024, 'plugin']);
    const begin = performance.now();
    const script = await compilePlugin(prepared, code);
    linkPlugin(prepared);
    await modules.runtime.evaluate();
    await script.run(context);
    const ms = performance.now() - begin;
    const heap = isolate.getHeapStatisticsSync();
    return { ms, mb: (heap.used_heap_size + (heap.externally_allocated_size ?? 0)) / 2 ** 20 };
  } finally {
    isolate.dispose();
  }
}

const commands = { load };
export type LoadCycleCommands = typeof commands;

serveCommands(commands);
