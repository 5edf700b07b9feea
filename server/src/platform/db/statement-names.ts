/** Statements that a connection keeps prepared; beyond that, a text is parsed and planned each time. */
const MOST_NAMES = 500;

/**
 * Names for prepared statements, by their text: the texts in our sources are few, and the server then parses and
 * plans each of them once a connection. Answers undefined for what comes when all names are given away.
 */
export function createStatementNames(prefix: string): (text: string) => string | undefined {
  const names = new Map<string, string>();
  return (text) => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MOST_NAMES) return known;
    const name = `${prefix}_${names.size}`;
    names.set(text, name);
    return name;
  };
}
