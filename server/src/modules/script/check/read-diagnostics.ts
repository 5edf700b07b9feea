import { AppError } from '../../../errors.ts';
import { DEFAULT_EXPORT, type Diagnostic, ONLY_JOINERY } from './diagnostic.ts';
import { ENTRY, SCRIPT } from './type-program.ts';

/** `script.ts(3,5): error TS2322: …`; what follows indented belongs to the line before. */
const HEAD = /^(?:(.+?)\((\d+),(\d+)\): )?error (TS\d+): (.*)$/;
/** A module, or a file of types, that is not there. */
const NO_MODULE = new Set(['TS2307', 'TS2792', 'TS2732', 'TS2882', 'TS5097', 'TS1202']);
/** A name that is only known elsewhere: of Node (`require`, `process`), of a test runner, of jQuery; of a browser. */
const NAME_OF_ELSEWHERE = new Set(['TS2580', 'TS2591', 'TS2582', 'TS2593', 'TS2581', 'TS2592', 'TS2584', 'TS2583']);
const NOT_A_MODULE = new Set(['TS1192', 'TS2306']);

/** What the compiler printed, as an author can use it: sorted by place, our own words where theirs would mislead. */
export function readDiagnostics(output: string, source: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const line of output.split('\n')) {
    const [, file, row, column, code = '', message = ''] = HEAD.exec(line) ?? [];
    if (code) found.push(toDiagnostic({ file, line: Number(row), column: Number(column), code, message }, source));
    else if (line.startsWith(' ')) continueLast(found, line);
  }
  return found.sort((a, b) => a.line - b.line || a.column - b.column);
}

interface Printed {
  file: string | undefined;
  line: number;
  column: number;
  code: string;
  message: string;
}

function toDiagnostic({ file, line, column, code, message }: Printed, source: string): Diagnostic {
  if (file === ENTRY) {
    const detail = NOT_A_MODULE.has(code) ? '' : ` (${message})`;
    return { ...placeOfDefault(source), message: DEFAULT_EXPORT + detail, code: 'DEFAULT_EXPORT' };
  }
  if (file !== SCRIPT) throw new AppError('INTERNAL', `the TypeScript compiler complains: ${code} ${message}`);
  if (NO_MODULE.has(code)) return { line, column, message: ONLY_JOINERY, code: 'IMPORT' };
  if (NAME_OF_ELSEWHERE.has(code)) return elsewhere({ line, column, message, code }, source);
  return { line, column, message, code };
}

function elsewhere(diagnostic: Diagnostic, source: string): Diagnostic {
  const [, name = 'this'] = /'([^']+)'/.exec(diagnostic.message) ?? [];
  const first = source.split('\n')[diagnostic.line - 1]?.charAt(diagnostic.column - 1) ?? '';
  // In quotes it is not a name but a module: "node:fs".
  if (name === 'require' || /["'`]/.test(first)) return { ...diagnostic, message: ONLY_JOINERY, code: 'IMPORT' };
  const message = `${name} is not known here: a script has JavaScript's own names, those of "joinery", fetch, console, timers, URL, crypto and text encoding`;
  return { ...diagnostic, message };
}

function continueLast(found: Diagnostic[], line: string): void {
  const last = found.at(-1);
  if (last?.code.startsWith('TS')) last.message += `\n${line}`;
}

/** Where the default export stands, or the script's beginning when there is none. */
function placeOfDefault(source: string): { line: number; column: number } {
  const lines = source.split('\n');
  const index = lines.findIndex((line) => /^\s*export\s+default\b/.test(line));
  return index === -1 ? { line: 1, column: 1 } : { line: index + 1, column: (lines[index]?.search(/\S/) ?? 0) + 1 };
}
