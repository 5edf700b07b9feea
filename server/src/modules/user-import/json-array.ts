import { AppError } from '../../errors.ts';

export interface JsonElement {
  text: string;
  /** The line of the file that it begins in. */
  line: number;
}

/**
 * Takes a JSON array apart as its text arrives, without reading what is in it: each element is the text between two
 * commas. INVALID_INPUT where the text is no array.
 */
export class JsonArrayScanner {
  #rest = '';
  #line = 1;
  /** Where the element under way has begun; null where nothing of it has come yet. */
  #begin: number | null = null;
  #depth = 0;
  #isClosed = false;
  #isInString = false;
  #isEscaped = false;

  /** The elements that end in this piece. */
  *push(piece: string): Generator<JsonElement> {
    let from = 0;
    for (let at = 0; at < piece.length; at += 1) {
      const char = piece.charAt(at);
      if (!this.#isBoundary(char)) continue;
      const text = this.#rest + piece.slice(from, at);
      const line = this.#begin ?? this.#line;
      if (this.#begin !== null || char === ',') yield { text, line };
      this.#rest = '';
      this.#begin = null;
      from = at + 1;
    }
    this.#rest += piece.slice(from);
  }

  /** How much of an element has come whose end has not. */
  get pendingLength(): number {
    return this.#rest.length;
  }

  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** Whether the first element begins, or one ends, at this character. */
  #isBoundary(char: string): boolean {
    if (char === '\n') this.#line += 1;
    if (this.#isInString) this.#goOnInString(char);
    else if (!/\s/.test(char)) return this.#depth === 0 ? this.#open(char) : this.#goOn(char);
    return false;
  }

  #open(char: string): boolean {
    if (this.#isClosed) throw new AppError('INVALID_INPUT', `line ${this.#line}: there is more behind the array`);
    if (char !== '[') throw new AppError('INVALID_INPUT', 'the file is not a JSON array');
    this.#depth = 1;
    return true;
  }

  #goOn(char: string): boolean {
    if (this.#depth === 1 && (char === ',' || char === ']')) {
      if (char === ']') this.#depth = 0;
      this.#isClosed = char === ']';
      return true;
    }
    this.#begin ??= this.#line;
    if (char === '"') this.#isInString = true;
    else if (char === '{' || char === '[') this.#depth += 1;
    // One too many is for whoever reads the element to complain of.
    else if (char === '}' || char === ']') this.#depth = Math.max(1, this.#depth - 1);
    return false;
  }

  #goOnInString(char: string): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (char === '\\') this.#isEscaped = true;
    else if (char === '"') this.#isInString = false;
  }
}
