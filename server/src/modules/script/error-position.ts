import { SourceMap } from 'node:module';

const INLINE_MAP = /\n\/\/# sourceMappingURL=data:application\/json;base64,([A-Za-z0-9+/=]+)\s*$/;

export interface Position {
  line: number;
  column: number;
}

/** Where in its author's source a place in compiled code stands, both from 1; null where the code does not know. */
export function positionInSource(code: string, { line, column }: Position): Position | null {
  const [, map] = INLINE_MAP.exec(code) ?? [];
  if (!map) return null;
  const entry = new SourceMap(JSON.parse(Buffer.from(map, 'base64').toString())).findEntry(line - 1, column - 1);
  if (!('originalLine' in entry) || entry.originalSource === undefined) return null;
  return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}
