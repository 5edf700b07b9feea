/** A `{{…` that is open where the caret stands: where it begins, and what was typed in it. */
export interface OpenHole {
  readonly start: number;
  readonly typed: string;
}

const OPEN = /\{\{-?\s*([.A-Za-z0-9_]*)$/;

export function openHoleAt(text: string, caret: number): OpenHole | null {
  const found = OPEN.exec(text.slice(0, caret));
  return found ? { start: found.index, typed: found[1] ?? '' } : null;
}

/** Puts a variable into the open hole, and closes it once. Answers the text, and where the caret belongs. */
export function fillHole(text: string, hole: OpenHole, caret: number, variable: string) {
  const rest = text.slice(caret).replace(/^[.A-Za-z0-9_]*\s*-?\}\}/, '');
  const before = text.slice(0, hole.start) + variable;
  return { text: before + rest, caret: before.length };
}
