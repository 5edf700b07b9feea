import { AsyncLocalStorage } from 'node:async_hooks';
import { runInNewContext } from 'node:vm';

/**
 * What the sandbox has beyond the language and the engine's `console`, apart from `fetch`, which is refused to plugins
 * there.
 */
export const IN_THE_SANDBOX: ReadonlySet<string> = new Set([
  'setTimeout',
  'setInterval',
  'clearTimeout',
  'clearInterval',
  'queueMicrotask',
  'structuredClone',
  'atob',
  'btoa',
  'crypto',
  'TextEncoder',
  'TextDecoder',
  'URL',
  'URLSearchParams',
  'AbortController',
  'AbortSignal',
  'DOMException',
  'Headers',
  'Response',
]);

/** Of the language, and gone from the sandbox all the same. */
const TAKEN_AWAY = ['WebAssembly', 'SharedArrayBuffer', 'Atomics'];

const reachedFor = new AsyncLocalStorage<Set<string>>();
let isInstalled = false;

/**
 * Does a plugin's work as if in the sandbox: what only Node has is not there, and is noted when it is reached for.
 * Whatever else goes on in the process has it.
 */
export async function asGuest<T>(work: () => Promise<T>): Promise<{ value: T; foreign: string[] }> {
  install();
  const names = new Set<string>();
  return { value: await reachedFor.run(names, work), foreign: [...names].sort() };
}

/** The host's part of a plugin's work, which is not in the sandbox. */
export function asHost<T>(work: () => Promise<T>): Promise<T> {
  return reachedFor.exit(work);
}

function install(): void {
  if (isInstalled) return;
  isInstalled = true;
  for (const name of foreignNames()) hide(name);
}

function foreignNames(): string[] {
  const ofTheLanguage = new Set(runInNewContext('Object.getOwnPropertyNames(globalThis)') as string[]);
  // What begins so is a test runner's.
  const here = Object.getOwnPropertyNames(globalThis).filter((name) => !name.startsWith('__'));
  return [...here.filter((name) => !ofTheLanguage.has(name) && !IN_THE_SANDBOX.has(name)), ...TAKEN_AWAY];
}

function hide(name: string): void {
  const found = Object.getOwnPropertyDescriptor(globalThis, name);
  if (!found?.configurable) return;
  let own = found;
  Object.defineProperty(globalThis, name, {
    configurable: true,
    enumerable: found.enumerable,
    get: () => {
      const names = reachedFor.getStore();
      if (!names) return own.get ? own.get.call(globalThis) : own.value;
      names.add(name);
      return undefined;
    },
    set: (value: unknown) => {
      own = { value };
    },
  });
}
