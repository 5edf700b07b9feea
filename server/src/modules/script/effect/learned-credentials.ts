import { isSecretKey } from '../../../platform/log-redaction.ts';
import { createMasker } from '../../../platform/masking.ts';
import { PLANNED_SECRET } from './stand-ins.ts';

/** Shorter texts are hidden where they stand, and not wherever else they happen to occur. */
const SHORTEST_EVERYWHERE = 8;
/** What is larger is a list of things, not the answer of who hands out tokens. */
const MOST_ANSWER = 64 * 1024;
const DEEPEST = 16;
/** A secret that the task has, which stands there by its name. */
const NAMED = /\{\{(?:secrets\.|basic )/;

/**
 * Credentials that a script comes by while it runs: what stands in a field, of a body or an address, that is called
 * like one. `{"access_token": "…"}`, `?api_key=…`.
 */
export class LearnedCredentials {
  readonly #known = new Set<string>();
  #hide: ((text: string) => string) | undefined;
  readonly #onLearned: (credential: string) => void;

  /** `onLearned` is told of those that are worth hiding everywhere. */
  constructor(onLearned: (credential: string) => void) {
    this.#onLearned = onLearned;
  }

  fromAnswer(body: string): void {
    if (body.length <= MOST_ANSWER) this.fromBody(body);
  }

  fromBody(body: string): void {
    const isJson = /^\s*[[{]/.test(body);
    if (isJson) this.#learnIn(parsed(body), DEEPEST);
    else if (/^[^\s{}[\]<>]+=/.test(body)) this.#learnPairs(new URLSearchParams(body));
  }

  fromUrl(url: string): void {
    const { searchParams, password } = URL.parse(url) ?? {};
    if (searchParams) this.#learnPairs(searchParams);
    if (password) this.#learn(decodeURIComponent(password));
  }

  hide(text: string): string {
    if (this.#known.size === 0) return text;
    this.#hide ??= createMasker([...this.#known]);
    return this.#hide(text);
  }

  #learnPairs(pairs: URLSearchParams): void {
    for (const [name, value] of pairs) if (isSecretKey(name)) this.#learn(value);
  }

  #learnIn(value: unknown, depth: number): void {
    if (typeof value !== 'object' || value === null || depth === 0) return;
    for (const [name, item] of Object.entries(value)) {
      if (typeof item !== 'string') this.#learnIn(item, depth - 1);
      else if (isSecretKey(name)) this.#learn(item);
    }
  }

  #learn(credential: string): void {
    if (credential === '' || credential.startsWith(PLANNED_SECRET) || NAMED.test(credential)) return;
    if (this.#known.has(credential)) return;
    this.#known.add(credential);
    this.#hide = undefined;
    if (credential.length >= SHORTEST_EVERYWHERE) this.#onLearned(credential);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // It only looks like JSON.
    return null;
  }
}
