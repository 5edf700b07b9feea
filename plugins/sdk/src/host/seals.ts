import { randomUUID } from 'node:crypto';

/** Credentials that a provider has made in this run, and the placeholders that the guest has instead of them. */
export class Seals {
  private readonly values = new Map<string, string>();

  /** The answer with a placeholder at the path; undefined when there is no text. */
  seal(body: string, path: string): { body: string; value: string } | undefined {
    const data = parse(body);
    const keys = path.split('.');
    const last = keys.pop() ?? '';
    const holder = keys.reduce<unknown>((at, key) => own(at, key), data);
    const value = own(holder, last);
    if (typeof value !== 'string' || value === '') return undefined;
    const placeholder = `sealed-${randomUUID()}`;
    this.values.set(placeholder, value);
    Reflect.set(holder as object, last, placeholder);
    return { body: JSON.stringify(data), value };
  }

  /** The body with values for placeholders, as they stand in JSON. */
  open(body: string | null): string | null {
    let opened = body;
    for (const [placeholder, value] of this.values)
      opened = opened?.replaceAll(placeholder, () => JSON.stringify(value).slice(1, -1)) ?? null;
    return opened;
  }
}

function own(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? Reflect.get(holder, key)
    : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
