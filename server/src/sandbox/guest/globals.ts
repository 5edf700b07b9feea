import { console } from './console.ts';
import { defineProperty } from './intrinsics.ts';
import { clearTimer, setInterval, setTimeout } from './timers.ts';

/** Parallelism and machine code: none of it is of use to a script, all of it to an attack. */
const TAKEN_AWAY = ['WebAssembly', 'SharedArrayBuffer', 'Atomics'];

const GLOBALS = {
  console,
  setTimeout,
  setInterval,
  clearTimeout: clearTimer,
  clearInterval: clearTimer,
};

export function exposeGlobals(): void {
  for (const name of TAKEN_AWAY) Reflect.deleteProperty(globalThis, name);
  for (const [name, value] of Object.entries(GLOBALS)) {
    defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
}
