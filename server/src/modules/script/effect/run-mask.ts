import { createMasker, type Masker } from '../../../platform/masking.ts';

/** A part of a secret that is worth hiding by itself: a line of a private key, a field of a key file. */
const SHORTEST_PART = 16;

/**
 * Hides the secrets of a run in whatever leaves it, in any encoding: those of its task, and those that it is given
 * while it runs.
 */
export class RunMask {
  readonly #secrets = new Set<string>();
  #masker: Masker | undefined;

  constructor(secrets: Iterable<string>) {
    for (const secret of secrets) this.add(secret);
  }

  add(secret: string): void {
    for (const part of [secret, ...partsOf(secret)]) {
      if (part !== '') this.#secrets.add(part);
    }
    this.#masker = undefined;
  }

  text(text: string): string {
    return this.#mask(text);
  }

  /** The same for a text of which no more than `most` characters came: it may end in the middle of a secret. */
  cutText(text: string, most: number): string {
    return text.length < most ? this.#mask(text) : this.#mask.cut(text);
  }

  get #mask(): Masker {
    this.#masker ??= createMasker([...this.#secrets]);
    return this.#masker;
  }

  /** The same in every text of a value of JSON, and in the names of its fields. */
  json(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (Array.isArray(value)) return value.map((item) => this.json(item));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [this.text(name), this.json(item)]));
  }
}

function partsOf(secret: string): string[] {
  const lines = secret.includes('\n') ? secret.split('\n').map((line) => line.trim()) : [];
  return [...lines, ...textsIn(secret)].filter((part) => part.length >= SHORTEST_PART && !part.startsWith('-----'));
}

/** The texts in a secret that is a JSON object, as a service account's key file is, line by line. */
function textsIn(secret: string): string[] {
  if (!secret.trimStart().startsWith('{')) return [];
  try {
    const fields = Object.values(JSON.parse(secret) as object).filter((field) => typeof field === 'string');
    return fields.flatMap((field) => (isPublic(field) ? [] : [field, ...field.split('\n')]));
  } catch {
    // It only looks like JSON, and is hidden as the text that it is.
    return [];
  }
}

/** Addresses stand in key files beside the key, and in every message about them. */
function isPublic(field: string): boolean {
  return /^https?:\/\//.test(field) || /^[^\s@]+@[^\s@]+$/.test(field);
}
