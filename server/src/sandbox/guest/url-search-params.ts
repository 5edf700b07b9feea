type Pair = [string, string];

/** As in the URL Standard. */
export class URLSearchParams {
  #pairs: Pair[];
  #changed: (text: string) => void = () => undefined;

  constructor(init: unknown = '') {
    this.#pairs = pairsOf(init);
  }

  static onChange(params: URLSearchParams, changed: (text: string) => void): void {
    params.#changed = changed;
  }

  static replacePairs(params: URLSearchParams, search: string): void {
    params.#pairs = pairsOf(search);
  }

  get size(): number {
    return this.#pairs.length;
  }

  append(name: string, value: string): void {
    this.#pairs.push([`${name}`, `${value}`]);
    this.#change();
  }

  delete(name: string): void {
    this.#pairs = this.#pairs.filter(([key]) => key !== `${name}`);
    this.#change();
  }

  get(name: string): string | null {
    return this.#pairs.find(([key]) => key === `${name}`)?.[1] ?? null;
  }

  getAll(name: string): string[] {
    return this.#pairs.filter(([key]) => key === `${name}`).map(([, value]) => value);
  }

  has(name: string): boolean {
    return this.#pairs.some(([key]) => key === `${name}`);
  }

  set(name: string, value: string): void {
    const first = this.#pairs.findIndex(([key]) => key === `${name}`);
    if (first < 0) {
      this.append(name, value);
      return;
    }
    this.#pairs = this.#pairs.filter(([key], index) => key !== `${name}` || index === first);
    this.#pairs[first] = [`${name}`, `${value}`];
    this.#change();
  }

  /** By code units, equals in their order. */
  sort(): void {
    this.#pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    this.#change();
  }

  forEach(callback: (value: string, name: string, params: URLSearchParams) => void): void {
    for (const [name, value] of this) callback(value, name, this);
  }

  *entries(): Generator<Pair, undefined> {
    for (const [name, value] of this.#pairs) yield [name, value];
  }

  *keys(): Generator<string, undefined> {
    for (const [name] of this.#pairs) yield name;
  }

  *values(): Generator<string, undefined> {
    for (const [, value] of this.#pairs) yield value;
  }

  [Symbol.iterator](): Generator<Pair, undefined> {
    return this.entries();
  }

  toString(): string {
    return this.#pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&');
  }

  #change(): void {
    this.#changed(this.toString());
  }
}

/** For URL only; a script sees neither. */
export const { onChange, replacePairs } = URLSearchParams;
Reflect.deleteProperty(URLSearchParams, 'onChange');
Reflect.deleteProperty(URLSearchParams, 'replacePairs');

function pairsOf(init: unknown): Pair[] {
  if (typeof init === 'object' && init !== null) {
    const pairs = Symbol.iterator in init ? Array.from(init as Iterable<Iterable<unknown>>) : Object.entries(init);
    return pairs.map((pair) => pairOf([...pair]));
  }
  const text = `${init}`.replace(/^\?/, '');
  return text
    .split('&')
    .filter((part) => part !== '')
    .map(parsePair);
}

function pairOf(values: unknown[]): Pair {
  if (values.length !== 2) throw new TypeError('each pair is a name and a value');
  return [`${values[0]}`, `${values[1]}`];
}

function parsePair(part: string): Pair {
  const at = part.indexOf('=');
  return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
}

/** The application/x-www-form-urlencoded percent-encode set. */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed())
    .replace(/[!'()~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%20/g, '+');
}

function decode(text: string): string {
  const spaced = text.replace(/\+/g, ' ');
  try {
    return decodeURIComponent(spaced.replace(/%(?![0-9A-Fa-f]{2})/g, '%25'));
  } catch {
    // Bytes that are no UTF-8 become U+FFFD in the standard; here, the sequences that hold them.
    return spaced.replace(/(%[0-9A-Fa-f]{2})+/g, decodeRun);
  }
}

function decodeRun(run: string): string {
  try {
    return decodeURIComponent(run);
  } catch {
    return '\uFFFD';
  }
}
