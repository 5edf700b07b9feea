import type { graphql as Graphql } from '../../../generated/gql';

const fragments = new Map<string, string>();

class DocumentText {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  toString(): string {
    return [this.#source, ...fragmentsOf(this.#source)].join('\n');
  }
}

/** Fragments that a text spreads and does not hold itself, and those that they spread, each once. */
function fragmentsOf(source: string, found = new Map<string, string>()): Iterable<string> {
  const held = new Set([...source.matchAll(/\bfragment (\w+) on /g)].map(([, name]) => name));
  for (const [, name = ''] of source.matchAll(/[.]{3}\s*([A-Z]\w*)/g)) {
    if (found.has(name) || held.has(name)) continue;
    const text = fragments.get(name);
    if (text === undefined) throw new Error(`there is no fragment ${name} in this file of documents`);
    found.set(name, text);
    fragmentsOf(text, found);
  }
  return found.values();
}

/**
 * Marks an operation or a fragment, and gives it the types that are generated for it. Its text stays where it is
 * written: the generated lookup has every operation of the portal, and would be loaded by each page. A fragment is for
 * the file that it is in.
 */
export const graphql = ((source: string) => {
  const name = /^\s*fragment (\w+)/.exec(source)?.[1];
  if (name) fragments.set(name, source);
  return new DocumentText(source);
}) as unknown as typeof Graphql;
