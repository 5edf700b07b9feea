/** What is wrong with a script, and where in its source. */
export interface Diagnostic {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  message: string;
  /** TypeScript's own (`TS2322`), or one of ours: `IMPORT`, `DEFAULT_EXPORT`, `SYNTAX`, `TOO_COMPLEX`, `TOO_LONG`. */
  code: string;
}

export const ONLY_JOINERY =
  'a script may import from "joinery" only, with a static import; there are no packages and no other files: ' +
  'put what it needs into this one, and ask outside services with fetch';

export const DEFAULT_EXPORT =
  'a script exports one function as its default, which takes nothing and answers text: ' +
  'export default async function run(): Promise<string> { … }';
