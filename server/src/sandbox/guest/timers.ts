import { floor, max, min, now, numberOf } from './intrinsics.ts';
import { send } from './link.ts';

const MOST_TIMERS = 10_000;
const LONGEST_MS = 2 ** 31 - 1;

interface Timer {
  dueAt: number;
  everyMs: number | undefined;
  run(): void;
}

/** In the order of their ids, which is the order of equals. */
const timers = new Map<number, Timer>();
const { get, set, delete: remove, entries } = Map.prototype;
const sizeOf = Object.getOwnPropertyDescriptor(Map.prototype, 'size')?.get as () => number;
const { apply } = Reflect;
let lastId = 0;
let wakeAt = Number.POSITIVE_INFINITY;

/** The process around keeps one alarm a run; we tell it when the earliest timer is due. */
function setAlarm(dueAt: number): void {
  if (dueAt >= wakeAt) return;
  wakeAt = dueAt;
  send('wake', floor(max(0, dueAt - now())));
}

function add(run: () => void, milliseconds: unknown, repeats: boolean): number {
  if (apply(sizeOf, timers, []) >= MOST_TIMERS) throw new RangeError(`more than ${MOST_TIMERS} timers`);
  lastId += 1;
  const delayMs = min(max(numberOf(milliseconds) || 0, 1), LONGEST_MS);
  const timer = { dueAt: now() + delayMs, everyMs: repeats ? delayMs : undefined, run };
  apply(set, timers, [lastId, timer]);
  setAlarm(timer.dueAt);
  return lastId;
}

function callbackOf(callback: unknown, values: unknown[]): () => void {
  if (typeof callback !== 'function') throw new TypeError('the callback is not a function');
  return () => apply(callback as () => void, undefined, values);
}

export function setTimeout(callback: unknown, milliseconds?: unknown, ...values: unknown[]): number {
  return add(callbackOf(callback, values), milliseconds, false);
}

export function setInterval(callback: unknown, milliseconds?: unknown, ...values: unknown[]): number {
  return add(callbackOf(callback, values), milliseconds, true);
}

export function clearTimer(id: unknown): void {
  apply(remove, timers, [id]);
}

/** Runs one due timer, the earliest, and asks to be woken for the next: microtasks run in between, as they should. */
export function runDueTimers(): void {
  wakeAt = Number.POSITIVE_INFINITY;
  const time = now();
  let earliest: number | undefined;
  let dueAt = Number.POSITIVE_INFINITY;
  for (const [id, timer] of apply(entries, timers, [])) {
    if (timer.dueAt < dueAt) [earliest, dueAt] = [id, timer.dueAt];
  }
  if (earliest === undefined) return;
  if (dueAt > time) setAlarm(dueAt);
  else runTimer(earliest, time);
}

function runTimer(earliest: number, time: number): void {
  const timer = apply(get, timers, [earliest]) as Timer;
  if (timer.everyMs === undefined) apply(remove, timers, [earliest]);
  else timer.dueAt = time + timer.everyMs;
  try {
    timer.run();
  } finally {
    for (const [, { dueAt }] of apply(entries, timers, [])) setAlarm(dueAt);
  }
}
