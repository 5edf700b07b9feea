const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** As in the Fetch Standard: names in lower case, values of one name joined. */
export class Headers {
  #values = new Map<string, string[]>();

  constructor(init: unknown = {}) {
    if (typeof init !== 'object' || init === null) throw new TypeError('headers are an object or a list of pairs');
    const pairs = Symbol.iterator in init ? (init as Iterable<[string, string]>) : Object.entries(init);
    for (const [name, value] of pairs) this.append(name, value);
  }

  append(name: string, value: string): void {
    const key = keyOf(name);
    this.#values.set(key, [...(this.#values.get(key) ?? []), textOfValue(value)]);
  }

  delete(name: string): void {
    this.#values.delete(keyOf(name));
  }

  get(name: string): string | null {
    return this.#values.get(keyOf(name))?.join(', ') ?? null;
  }

  getSetCookie(): string[] {
    return [...(this.#values.get('set-cookie') ?? [])];
  }

  has(name: string): boolean {
    return this.#values.has(keyOf(name));
  }

  set(name: string, value: string): void {
    this.#values.set(keyOf(name), [textOfValue(value)]);
  }

  forEach(callback: (value: string, name: string) => void): void {
    for (const [name, value] of this) callback(value, name);
  }

  *entries(): Generator<[string, string], undefined> {
    for (const name of [...this.#values.keys()].sort()) {
      const values = this.#values.get(name) ?? [];
      if (name === 'set-cookie') for (const value of values) yield [name, value];
      else yield [name, values.join(', ')];
    }
  }

  *keys(): Generator<string, undefined> {
    for (const [name] of this) yield name;
  }

  *values(): Generator<string, undefined> {
    for (const [, value] of this) yield value;
  }

  [Symbol.iterator](): Generator<[string, string], undefined> {
    return this.entries();
  }
}

function keyOf(name: unknown): string {
  const text = `${name}`;
  if (!NAME.test(text)) throw new TypeError(`${text} is no name of a header`);
  return text.toLowerCase();
}

function textOfValue(value: unknown): string {
  const text = `${value}`.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
  if (/[\0\r\n]/.test(text)) throw new TypeError('the value of a header has no line breaks');
  return text;
}
