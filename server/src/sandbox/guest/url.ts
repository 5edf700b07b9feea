import { parseJson } from './intrinsics.ts';
import { ask } from './link.ts';
import { onChange, replacePairs, URLSearchParams } from './url-search-params.ts';

const PARTS = [
  'href',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
] as const;
type Part = (typeof PARTS)[number];
type Parts = Record<Part | 'origin', string>;

function partsFrom(answer: string): Parts | undefined {
  if (answer === '') return undefined;
  const values = parseJson(answer) as string[];
  return Object.fromEntries([...PARTS, 'origin'].map((part, index) => [part, values[index]])) as Parts;
}

const parse = (url: unknown, base?: unknown) =>
  partsFrom(base === undefined ? ask('url.parse', `${url}`) : ask('url.parse', `${url}`, `${base}`));

/** As in the URL Standard: what parses addresses is the one that will be asked to fetch them. */
export class URL {
  #parts: Parts;
  #params: URLSearchParams | undefined;

  constructor(url: unknown, base?: unknown) {
    const parts = parse(url, base);
    if (!parts) throw new TypeError(`Invalid URL: ${url}`);
    this.#parts = parts;
  }

  static canParse(url: unknown, base?: unknown): boolean {
    return parse(url, base) !== undefined;
  }

  get origin(): string {
    return this.#parts.origin;
  }

  get searchParams(): URLSearchParams {
    if (this.#params) return this.#params;
    this.#params = new URLSearchParams(this.#parts.search);
    onChange(this.#params, (text) => this.#set('search', text));
    return this.#params;
  }

  toString(): string {
    return this.#parts.href;
  }

  toJSON(): string {
    return this.#parts.href;
  }

  static get(url: URL, part: Part): string {
    return url.#parts[part];
  }

  static set(url: URL, part: Part, value: string): void {
    url.#set(part, value);
    if (url.#params && (part === 'search' || part === 'href')) replacePairs(url.#params, url.#parts.search);
  }

  #set(part: Part, value: string): void {
    const parts = partsFrom(ask('url.set', this.#parts.href, part, value));
    if (parts) this.#parts = parts;
    else if (part === 'href') throw new TypeError(`Invalid URL: ${value}`);
  }
}

const { get, set } = URL;
Reflect.deleteProperty(URL, 'get');
Reflect.deleteProperty(URL, 'set');

for (const part of PARTS) {
  Object.defineProperty(URL.prototype, part, {
    get(this: URL) {
      return get(this, part);
    },
    set(this: URL, value: unknown) {
      set(this, part, `${value}`);
    },
    enumerable: true,
    configurable: true,
  });
}
