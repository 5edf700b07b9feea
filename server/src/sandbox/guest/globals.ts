import { AbortController, AbortSignal } from './abort.ts';
import { atob, btoa } from './base64.ts';
import { console } from './console.ts';
import { DOMException } from './dom-exception.ts';
import { fetch } from './fetch.ts';
import { Headers } from './headers.ts';
import { defineProperty, whenSettled } from './intrinsics.ts';
import { Response } from './response.ts';
import { structuredClone } from './structured-clone.ts';
import { TextDecoder, TextEncoder } from './text-coding.ts';
import { clearTimer, setInterval, setTimeout } from './timers.ts';
import { URL } from './url.ts';
import { URLSearchParams } from './url-search-params.ts';
import { crypto } from './web-crypto.ts';

/** Parallelism and machine code: none of it is of use to a script, all of it to an attack. */
const TAKEN_AWAY = ['WebAssembly', 'SharedArrayBuffer', 'Atomics'];

const GLOBALS = {
  console,
  setTimeout,
  setInterval,
  clearTimeout: clearTimer,
  clearInterval: clearTimer,
  queueMicrotask,
  structuredClone,
  atob,
  btoa,
  crypto,
  TextEncoder,
  TextDecoder,
  URL,
  URLSearchParams,
  AbortController,
  AbortSignal,
  DOMException,
  Headers,
  Response,
  fetch,
};

export function exposeGlobals(): void {
  for (const name of TAKEN_AWAY) Reflect.deleteProperty(globalThis, name);
  for (const [name, value] of Object.entries(GLOBALS)) {
    defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
}

const settled = Promise.resolve();

function queueMicrotask(callback: () => void): void {
  if (typeof callback !== 'function') throw new TypeError('the callback is not a function');
  whenSettled(settled, () => callback(), callback);
}
