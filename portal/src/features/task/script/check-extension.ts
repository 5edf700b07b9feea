import { linter, lintGutter, type Diagnostic as Mark } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import { callApi } from '@/lib/api';
import type { CheckScriptQuery } from '../../../../generated/graphql';
import { checkScriptQuery } from './script.documents';

export type Diagnostic = CheckScriptQuery['checkScript'][number];

/** `null` where the script could not be checked just now. */
export type CheckResult = readonly Diagnostic[] | null;

const SETTLED_MS = 500;

/** Has the API type-check the script while it is written, half a second after the last key, and marks what is wrong. */
export function checkAsTyped(onResult: (result: CheckResult) => void) {
  return [
    lintGutter(),
    linter(
      async (view) => {
        const { doc } = view.state;
        const found = await check(doc.toString());
        // Meanwhile something was typed: the next check is on its way.
        if (view.state.doc !== doc) return [];
        onResult(found);
        return (found ?? []).map((diagnostic) => toMark(doc, diagnostic));
      },
      { delay: SETTLED_MS },
    ),
  ];
}

async function check(script: string): Promise<CheckResult> {
  try {
    return (await callApi(checkScriptQuery, { script })).checkScript;
  } catch {
    // The editor stays usable without the API; saving checks again.
    return null;
  }
}

function toMark(doc: Text, { line, column, message }: Diagnostic): Mark {
  const from = positionOf(doc, { line, column });
  const word = doc.sliceString(from, doc.lineAt(from).to).match(/^[\w$]+/)?.[0].length ?? 1;
  return { from, to: Math.min(from + word, doc.length), severity: 'error', message };
}

export function positionOf(doc: Text, { line, column }: { line: number; column: number }): number {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(from + column - 1, to);
}
