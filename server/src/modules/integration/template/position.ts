import type { TemplateProblem } from './template.ts';

/** A problem at an offset of the source, with the line and column that an editor shows. */
export function problemAt(source: string, offset: number, message: string): TemplateProblem {
  let line = 1;
  let lineStart = 0;
  for (let next = source.indexOf('\n'); next !== -1 && next < offset; next = source.indexOf('\n', next + 1)) {
    line += 1;
    lineStart = next + 1;
  }
  return { message, offset, line, column: offset - lineStart + 1 };
}
