import { writeSync } from 'node:fs';
import { DEFAULT_LIMITS } from './contract.ts';
import { encodeFrame, FrameReader } from './frames.ts';
import { GuestRun, type RunEvents } from './guest-run.ts';
import { type GuestSource, type PreparedIsolate, prepareIsolate } from './isolate.ts';
import { LoadedPlugin } from './loaded-plugin.ts';
import { MemoryWatch } from './memory-watch.ts';
import { type FromChild, PROTOCOL_VERSION, type ToChild } from './messages.ts';
import { ProcessorTime } from './processor-time.ts';

/**
 * The process that holds isolates.
 *
 * 1. It has no environment, no credentials, and nothing of the server's code but this folder.
 * 2. All that it is told comes over standard input, all that it says goes over standard output, as frames.
 * 3. It holds runs of one tenant at a time: its parent sees to that.
 * 4. When its parent is gone, so is it.
 */
const runs = new Map<number, GuestRun>();
const watch = new MemoryWatch(() => [...runs.values(), ...(loaded ? [loaded] : [])]);
const time = new ProcessorTime();
const HEAVY_CPU_MS = 200;
const LOOK_MS = 10;

let guest: GuestSource | undefined;
let spare: PreparedIsolate | undefined;
let loaded: LoadedPlugin | undefined;
let looking: NodeJS.Timeout | undefined;

const send = (frame: FromChild) => process.stdout.write(encodeFrame(frame));
/** An orderly exit would wait for threads that may never end. */
const endProcess = () => process.kill(process.pid, 'SIGKILL');

/** The next run finds its isolate ready: made in advance, and used once like any other. */
function rest(): void {
  if (runs.size > 0 || !guest) return;
  spare ??= prepareIsolate(guest, DEFAULT_LIMITS.memoryMb);
  if (watch.rest() === 'worn') send({ type: 'worn' });
}

function takeIsolate(source: GuestSource, memoryMb: number): PreparedIsolate {
  if (!spare || memoryMb !== DEFAULT_LIMITS.memoryMb) return prepareIsolate(source, memoryMb);
  const taken = spare;
  spare = undefined;
  return taken;
}

/** Nothing else goes on meanwhile: our parent gives no run to a process that loads. */
async function load(source: GuestSource, code: string): Promise<void> {
  loaded?.end();
  loaded = new LoadedPlugin(prepareIsolate(source, DEFAULT_LIMITS.memoryMb), code);
  looking ??= setInterval(look, LOOK_MS);
  const isUsable = await loaded.load();
  if (!isUsable) loaded = undefined;
  stopLooking();
  send({ type: 'loaded', isUsable });
}

/** What is loaded for another run is not kept: the next one may be of somebody else. */
function takeLoaded(code: string | undefined): LoadedPlugin | undefined {
  const taken = loaded;
  loaded = undefined;
  if (code === undefined) return taken;
  taken?.end();
  return undefined;
}

async function run({ run, ...order }: ToChild & { type: 'run' }): Promise<void> {
  if (!guest) return;
  const ahead = takeLoaded(order.code);
  const prepared = ahead?.prepared ?? takeIsolate(guest, order.limits.memoryMb);
  const guestRun = new GuestRun(
    prepared,
    { ...order, code: order.code ?? ahead?.code ?? '' },
    { time, events: eventsOf(run) },
  );
  runs.set(run, guestRun);
  looking ??= setInterval(look, LOOK_MS);
  const { result, isStuck } = await guestRun.execute();
  send({ type: isStuck ? 'stuck' : 'result', run, result });
  runs.delete(run);
  if (runs.size > 0) return;
  stopLooking();
}

function eventsOf(run: number): RunEvents {
  return {
    log: (lines) => send({ type: 'log', run, lines }),
    call: (call, name, input) => send({ type: 'call', run, call, name, input }),
    abandon: (call) => send({ type: 'abandon', run, call }),
  };
}

function stopLooking(): void {
  clearInterval(looking);
  looking = undefined;
  setImmediate(rest);
}

let isHeavy = false;

/** Processor time and memory are nobody's to report: we look. */
function look(): void {
  let cpuMs = 0;
  for (const guestRun of runs.values()) {
    guestRun.look();
    cpuMs += guestRun.cpuMs();
  }
  if (cpuMs > HEAVY_CPU_MS && !isHeavy) send({ type: 'heavy' });
  isHeavy ||= cpuMs > HEAVY_CPU_MS;
  if (watch.look() === 'nobody to blame') endProcess();
}

function receive(text: string): void {
  const frame = JSON.parse(text) as ToChild;
  if (frame.type === 'run') void run(frame);
  else if (frame.type === 'answer') runs.get(frame.run)?.answer(frame.call, frame.answer);
  else if (frame.type === 'end') runs.get(frame.run)?.end(frame.kind, frame.message);
  else if (frame.type === 'load') {
    if (guest) void load(guest, frame.code);
  } else {
    guest = { text: frame.guest };
    rest();
    send({ type: 'ready', version: PROTOCOL_VERSION });
  }
}

const reader = new FrameReader(Number.MAX_SAFE_INTEGER, receive);
process.stdin.on('data', (chunk: Buffer) => reader.push(chunk));
process.stdin.once('end', endProcess);
process.stdout.once('error', endProcess);
process.once('uncaughtException', (error) => {
  writeSync(2, String(error.stack));
  endProcess();
});
