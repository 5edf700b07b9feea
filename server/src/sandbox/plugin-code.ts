import type ivm from 'isolated-vm';
import type { SandboxLimits } from './contract.ts';
import { ImportDenied, type PreparedIsolate, SCRIPT_FILE } from './isolate.ts';

/** The plugin's script has run by then, and defined `plugin`; what it says and is told goes through `joinery` alone. */
const ENTRY = `import { begin, input, callHost } from 'runtime';
const { default: main } = globalThis.plugin ?? {};
begin({ default: typeof main === 'function' ? () => main({ input: input(), callHost }) : undefined });`;

const MOST_KEPT = 16;

/**
 * What V8 made of plugins' code, by the code itself: it is made before any of the code runs, and so is the same whoever's
 * run it was made in.
 */
const made = new Map<string, ivm.ExternalCopy<ArrayBuffer>>();

/** A plugin is a classic script, and not a module: V8 takes what it made of a module before, and gains nothing by it. */
async function compilePlugin({ isolate }: PreparedIsolate, code: string): Promise<ivm.Script> {
  const cachedData = made.get(code);
  const options = { filename: SCRIPT_FILE, ...(cachedData ? { cachedData } : { produceCachedData: true as const }) };
  const script = await isolate.compileScript(code, options);
  const kept = cachedData ?? (script as ivm.CachedDataResult).cachedData;
  if (kept) keep(code, kept);
  return script;
}

function keep(code: string, data: ivm.ExternalCopy<ArrayBuffer>): void {
  made.delete(code);
  made.set(code, data);
  const [oldest] = made.keys();
  if (made.size > MOST_KEPT && oldest !== undefined) made.delete(oldest);
}

/** Work inside of the isolate, for whoever has to know when there is some. */
export type Enter = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs a plugin's code. Answers what calls it, to be evaluated when the guest has its order. */
export async function loadPlugin(
  prepared: PreparedIsolate,
  { code, limits }: { code: string; limits: SandboxLimits },
  enter: Enter,
): Promise<ivm.Module> {
  const { context, modules, deliver } = prepared;
  deliver.applySync(undefined, ['load', limits.hostCalls, limits.messageBytes]);
  const script = await enter(() => compilePlugin(prepared, code));
  const entry = linkPlugin(prepared);
  await enter(() => modules.runtime.evaluate());
  await enter(() => script.run(context));
  return entry;
}

/** Compiles what calls the plugin, and makes the runtime ready to be evaluated before it. */
function linkPlugin({ isolate, context, modules }: PreparedIsolate): ivm.Module {
  const entry = isolate.compileModuleSync(ENTRY, { filename: 'entry' });
  // A module can be evaluated by itself only if it was instantiated by itself.
  modules.runtime.instantiateSync(context, denyImport);
  entry.instantiateSync(context, () => modules.runtime);
  return entry;
}

function denyImport(specifier: string): never {
  throw new ImportDenied(specifier);
}
