import ivm from 'isolated-vm';

/** Names as `joinery.d.ts` declares them. */
const SURFACE = ['config', 'secrets', 'trigger', 'run', 'idp', 'gworkspace', 'ldap', 'jwt', 'flows', 'JoineryError'];

/** Takes what `open` left on the global object; the name is gone when the script runs. */
const RUNTIME = `const surface = globalThis.$joinery; delete globalThis.$joinery;
export const { begin, input, callHost, ${SURFACE.join(', ')} } = surface;`;
const PUBLIC = `export { ${SURFACE.join(', ')} } from 'runtime';`;
/** The script is evaluated first, then its default export is called. */
const ENTRY = `import { begin } from 'runtime'; import * as script from 'script'; begin(script);`;

/** The file name in stack traces. */
export const SCRIPT_FILE = 'script.js';

/** Everything that passes between an isolate and its process: texts and numbers through three functions. */
export interface GuestLink {
  send(kind: string, ...values: (string | number)[]): void;
  ask(kind: string, ...values: (string | number)[]): string;
}

/** The guest's script, and what V8 made of it, so that later isolates of this process need not parse it again. */
export interface GuestSource {
  readonly text: string;
  cachedData?: ivm.ExternalCopy<ArrayBuffer>;
}

type Deliver = ivm.Reference<(kind: string, ...values: (string | number)[]) => void>;

/** An isolate that waits for its script. Belongs to one run, and whoever takes it disposes of it. */
export interface PreparedIsolate {
  readonly isolate: ivm.Isolate;
  readonly context: ivm.Context;
  readonly deliver: Deliver;
  readonly modules: { runtime: ivm.Module; joinery: ivm.Module; entry: ivm.Module };
  /** To be set before the script runs. */
  link: GuestLink;
  /** What calls the plugin whose code has run in it, where that was done in advance. */
  plugin?: ivm.Module;
}

const UNUSED: GuestLink = { send: () => undefined, ask: () => '' };

/** Only our own code runs here, so that it may hold up this process: a script is never run synchronously. */
export function prepareIsolate(guest: GuestSource, memoryMb: number): PreparedIsolate {
  const isolate = new ivm.Isolate({ memoryLimit: memoryMb });
  try {
    const context = isolate.createContextSync();
    const prepared = { isolate, context, link: UNUSED };
    const send = new ivm.Callback((kind, ...values) => prepared.link.send(kind, ...values), { ignored: true });
    const ask = new ivm.Callback((kind, ...values) => prepared.link.ask(kind, ...values), { sync: true });
    const connect = runGuest(guest, prepared);
    const deliver = connect.applySync(undefined, [send, ask], { result: { reference: true } }) as Deliver;
    return Object.assign(prepared, { deliver, modules: compileModules(isolate) });
  } catch (error) {
    isolate.dispose();
    throw error;
  }
}

function runGuest(guest: GuestSource, { isolate, context }: Pick<PreparedIsolate, 'isolate' | 'context'>) {
  const { cachedData } = guest;
  const script = isolate.compileScriptSync(guest.text, cachedData ? { cachedData } : { produceCachedData: true });
  if (!cachedData) guest.cachedData = (script as ivm.CachedDataResult).cachedData;
  return script.runSync(context, { reference: true }) as ivm.Reference<(...link: unknown[]) => unknown>;
}

function compileModules(isolate: ivm.Isolate): PreparedIsolate['modules'] {
  return {
    runtime: isolate.compileModuleSync(RUNTIME, { filename: 'runtime' }),
    joinery: isolate.compileModuleSync(PUBLIC, { filename: 'joinery' }),
    entry: isolate.compileModuleSync(ENTRY, { filename: 'entry' }),
  };
}

/** What a script imports and is not given. */
export class ImportDenied extends Error {
  constructor(specifier: string) {
    super(`a script can import from "joinery" only, not from ${JSON.stringify(specifier.slice(0, 200))}`);
  }
}

/** Joins the script with `joinery` and nothing else. Throws ImportDenied; runs nothing. */
export function linkScript({ context, modules }: PreparedIsolate, script: ivm.Module): void {
  const denied = script.dependencySpecifiers.find((specifier) => specifier !== 'joinery');
  if (denied !== undefined) throw new ImportDenied(denied);
  const known = new Map([
    ['runtime', modules.runtime],
    ['joinery', modules.joinery],
    ['script', script],
  ]);
  modules.entry.instantiateSync(context, (specifier) => {
    const module = known.get(specifier);
    if (!module) throw new ImportDenied(specifier);
    return module;
  });
}
