const TAG = /<script[^>]* src="[^"]+"[^>]*>|<link[^>]* as="script"[^>]*>/g;
const PATH = / (?:src|href)="([^"]+)"/;

/** The paths of the scripts that a page's own HTML asks for: to run them, or to have them ready. */
export function scriptsOf(html: string): Set<string> {
  // What is for browsers without modules is loaded by none of today.
  const tags = [...html.matchAll(TAG)].map(([tag]) => tag).filter((tag) => !/ nomodule/i.test(tag));
  return new Set(tags.flatMap((tag) => PATH.exec(tag)?.[1] ?? []));
}
