import type { JsonPlace } from './template.ts';

const BACKSLASH = 0x5c;
const QUOTE = 0x22;

/** Follows a template's literal text as JSON, only as far as strings go, to tell where a hole stands. */
export class JsonPlaceTracker {
  #isInString = false;
  #isEscaped = false;

  get place(): JsonPlace {
    if (!this.#isInString) return 'value';
    return this.#isEscaped ? 'escape' : 'string';
  }

  pass(text: string): void {
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (this.#isEscaped) this.#isEscaped = false;
      else if (code === QUOTE) this.#isInString = !this.#isInString;
      else if (code === BACKSLASH) this.#isEscaped = this.#isInString;
    }
  }

  /** A hole ends whatever the backslash before it began. */
  passHole(): void {
    this.#isEscaped = false;
  }
}
