import { bundleGuest } from '../../../server/src/sandbox/guest-bundle.ts';
import { DEFAULT_LIMITS } from '../../../server/src/sandbox/index.ts';
import { type GuestSource, prepareIsolate } from '../../../server/src/sandbox/isolate.ts';
import { loadPlugin } from '../../../server/src/sandbox/plugin-code.ts';
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
  const { isolate } = prepared;
  try {
    const begin = performance.now();
    await loadPlugin(prepared, { code, limits: DEFAULT_LIMITS }, (work) => work());
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
