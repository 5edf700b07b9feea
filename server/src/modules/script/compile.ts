import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { LRUCache } from 'lru-cache';
import { Gate } from '../../platform/gate.ts';
import { bundle } from './check/bundle.ts';
import type { Diagnostic } from './check/diagnostic.ts';
import { readDiagnostics } from './check/read-diagnostics.ts';
import { runCompiler } from './check/run-compiler.ts';

export type CompiledScript = { ok: true; code: string } | { ok: false; diagnostics: Diagnostic[] };

const MOST_CHARACTERS = 256 * 1024;
const MOST_WAITING_AND_KEPT = 500;
const MOST_KEPT_CHARACTERS = 32 * 1024 * 1024;

const gate = new Gate(Math.max(2, availableParallelism()));

/** By the hash of their source; what fails for a reason of this machine is not kept. */
const kept = new LRUCache<string, CompiledScript>({
  max: MOST_WAITING_AND_KEPT,
  maxSize: MOST_KEPT_CHARACTERS,
  sizeCalculation: (script) => (script.ok ? script.code.length : script.diagnostics.length * 200) + 1,
});
const underWay = new Map<string, Promise<CompiledScript>>();

/** Type-checks a script and makes of it what the sandbox runs. The same source is compiled once. */
export async function compileScript(source: string): Promise<CompiledScript> {
  if (source.length > MOST_CHARACTERS) return { ok: false, diagnostics: [tooLong()] };
  const hash = createHash('sha256').update(source).digest('base64');
  const known = kept.get(hash) ?? underWay.get(hash);
  if (known) return known;
  const compiling = gate.run(() => compile(source)).finally(() => underWay.delete(hash));
  underWay.set(hash, compiling);
  const compiled = await compiling;
  kept.set(hash, compiled);
  return compiled;
}

/** What is wrong with a script; nothing when it can be saved and run. */
export async function checkScript(source: string): Promise<Diagnostic[]> {
  const compiled = await compileScript(source);
  return compiled.ok ? [] : compiled.diagnostics;
}

async function compile(source: string): Promise<CompiledScript> {
  const bundled = await bundle(source);
  // The compiler would only say the same in more words.
  if (!bundled.ok && bundled.diagnostics.some(({ code }) => code === 'SYNTAX')) return bundled;
  const run = await runCompiler(source);
  if (!run.isComplete) return { ok: false, diagnostics: [tooComplex()] };
  const found = readDiagnostics(run.output, source);
  const diagnostics = bundled.ok ? found : merged(found, bundled.diagnostics);
  return bundled.ok && diagnostics.length === 0 ? bundled : { ok: false, diagnostics };
}

/** Both look at imports: a place is named once. */
function merged(found: Diagnostic[], others: Diagnostic[]): Diagnostic[] {
  const lines = new Set(found.filter(({ code }) => code === 'IMPORT').map(({ line }) => line));
  return [...found, ...others.filter(({ line }) => !lines.has(line))].sort(
    (a, b) => a.line - b.line || a.column - b.column,
  );
}

function tooLong(): Diagnostic {
  const message = `a script must have at most ${MOST_CHARACTERS.toLocaleString('en')} characters`;
  return { line: 1, column: 1, message, code: 'TOO_LONG' };
}

function tooComplex(): Diagnostic {
  const message =
    'the types of this script take too long to check; make them simpler, or name them where they are used';
  return { line: 1, column: 1, message, code: 'TOO_COMPLEX' };
}
