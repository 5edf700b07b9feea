import { type BuildFailure, build, type Message, type OnResolveArgs, type OnResolveResult } from 'esbuild';
import { type Diagnostic, ONLY_JOINERY } from './diagnostic.ts';
import { SCRIPT } from './type-program.ts';

export type Bundle = { ok: true; code: string } | { ok: false; diagnostics: Diagnostic[] };

/** What the types do not show: modules that are named only when the script runs. */
const LOADS_AT_RUN_TIME = {
  'unsupported-dynamic-import': 'error',
  'unsupported-require-call': 'error',
  'indirect-require': 'error',
} as const;

/** One ES module in JavaScript with its source map, which imports from `joinery` only. */
export async function bundle(source: string): Promise<Bundle> {
  try {
    const { outputFiles } = await build({
      stdin: { contents: source, loader: 'ts', sourcefile: SCRIPT },
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'neutral',
      target: 'es2023',
      charset: 'utf8',
      sourcemap: 'inline',
      sourcesContent: false,
      legalComments: 'none',
      tsconfigRaw: {},
      logLevel: 'silent',
      logOverride: LOADS_AT_RUN_TIME,
      plugins: [{ name: 'joinery-only', setup: ({ onResolve }) => onResolve({ filter: /.*/ }, resolveImport) }],
    });
    return { ok: true, code: outputFiles[0]?.text ?? '' };
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    return { ok: false, diagnostics: error.errors.map(toDiagnostic) };
  }
}

function resolveImport({ path, kind }: OnResolveArgs): OnResolveResult {
  if (path === 'joinery' && kind === 'import-statement') return { path, external: true };
  return { errors: [{ text: ONLY_JOINERY }] };
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

/** esbuild counts columns from 0, in bytes. */
function toDiagnostic({ text, location, id }: Message): Diagnostic {
  const isImport = text === ONLY_JOINERY || id in LOADS_AT_RUN_TIME;
  const before = Buffer.from(location?.lineText ?? '').subarray(0, location?.column ?? 0);
  return {
    line: location?.line ?? 1,
    column: before.toString().length + 1,
    message: isImport ? ONLY_JOINERY : text,
    code: isImport ? 'IMPORT' : 'SYNTAX',
  };
}
