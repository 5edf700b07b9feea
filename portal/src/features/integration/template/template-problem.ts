import type { Variable } from '../editor/catalogue';

const HOLE = /\{\{-?\s*([^{}]*?)\s*-?\}\}/g;

/**
 * What is wrong with the variables of a template, told while it is typed. The API checks the whole, and has the last
 * word: this knows names only.
 */
export function templateProblem(text: string, variables: readonly Variable[]): string | undefined {
  const names = variables.map(({ variable }) => variable.slice(2, -2));
  for (const [, content = ''] of text.matchAll(HOLE)) {
    const isVariable = content.startsWith('.') || content.startsWith('secrets.');
    if (isVariable && !isKnown(content, names)) return `There is no {{${content}}} in these events`;
  }
  return undefined;
}

/** Old values are named like new ones, and JSON fields may be gone into. */
function isKnown(content: string, names: readonly string[]): boolean {
  const name = content.replace(/^\.Previous\./, '.Data.');
  if (name === '.Data' || name === '.Previous' || content.startsWith('secrets.')) return true;
  return names.some((known) => name === known || name.startsWith(`${known}.`) || `.Data${known}` === name);
}
