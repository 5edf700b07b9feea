import type { UrlPlace, Variable } from './template.ts';

// `\` counts as `/` for parsers that follow the WHATWG URL standard, and further slashes after the
// scheme are skipped by them: an origin is only what every parser takes for one.
export const ORIGIN = /^https?:\/\/[^\s/?#\\]+/i;
export const COMPLETE_ORIGIN = /^https?:\/\/[^\s/?#\\]+[/?#]/i;
const ORIGIN_END = /[/?#]/;

/** Follows a template's literal text as a URL, to tell where a hole stands. */
export class UrlPlaceTracker {
  #lead = '';
  #hasHole = false;
  #startsWithSecret = false;
  #isPastOrigin = false;

  pass(text: string): void {
    if (this.#isPastOrigin) return;
    if (!this.#hasHole) this.#lead += text;
    else this.#isPastOrigin = ORIGIN_END.test(text);
  }

  passHole(variable: Variable): UrlPlace {
    const isFirst = !this.#hasHole;
    this.#hasHole = true;
    if (isFirst && this.#lead === '' && variable.scope === 'secret') {
      this.#startsWithSecret = true;
      return 'origin';
    }
    if (isFirst) this.#isPastOrigin = COMPLETE_ORIGIN.test(this.#lead);
    if (this.#isPastOrigin) return 'rest';
    return this.#startsWithSecret ? 'after-origin' : 'refused';
  }
}
