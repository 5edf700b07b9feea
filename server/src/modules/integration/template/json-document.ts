import type { Template } from './template.ts';

type Expected = 'value' | 'first-item' | 'first-key' | 'key' | 'colon' | 'comma' | 'end';
type Mode = 'between' | 'string' | 'escape' | 'unicode' | 'word';

const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const SHORT_ESCAPES = '"\\/bfnrt';
const WHITESPACE = ' \t\r\n';
const PUNCTUATION = '{}[],:"';

const MISSING: Readonly<Record<Expected, string>> = {
  value: 'a value',
  'first-item': 'a value or ]',
  'first-key': 'a key in double quotes or }',
  key: 'a key in double quotes',
  colon: 'a colon',
  comma: 'a comma or the closing bracket',
  end: 'the end',
};

export interface JsonProblem {
  message: string;
  offset: number;
}

/**
 * The first place where a template is not one JSON document (RFC 8259), whatever its values: a hole
 * stands within a string, or is a whole value by itself. Undefined when it always is one.
 */
export function findJsonProblem(template: Template): JsonProblem | undefined {
  const checker = new JsonDocumentChecker();
  for (const segment of template.segments) {
    if (segment.kind === 'hole') {
      const message = checker.hole();
      if (message) return { message, offset: segment.offset };
      continue;
    }
    for (let index = 0; index < segment.text.length; index += 1) {
      const offset = segment.offset + index;
      const message = checker.character(segment.text.charAt(index), offset);
      if (message) return { message, offset: checker.badWordOffset ?? offset };
    }
  }
  const message = checker.end();
  return message ? { message, offset: checker.badWordOffset ?? template.source.length } : undefined;
}

/** A JSON grammar that is fed one character or hole at a time; each answer is a complaint or nothing. */
class JsonDocumentChecker {
  /** Where the word begins that was complained of: that shows only at its end. */
  badWordOffset: number | undefined;
  #expected: Expected = 'value';
  #mode: Mode = 'between';
  #word = '';
  #wordOffset = 0;
  #unicodeDigits = 0;
  #isKey = false;
  readonly #open: ('object' | 'array')[] = [];

  character(character: string, offset: number): string | undefined {
    if (this.#mode === 'between') return this.#between(character, offset);
    if (this.#mode === 'word') return this.#inWord(character, offset);
    return this.#inString(character);
  }

  hole(): string | undefined {
    if (this.#mode === 'string') return undefined;
    if (this.#mode === 'escape' || this.#mode === 'unicode') return 'A variable cannot stand in an escape sequence';
    if (this.#mode === 'word') return 'A variable cannot be glued to a value: put both into one pair of quotes';
    if (this.#expected === 'key' || this.#expected === 'first-key') return 'A variable in a key needs quotes around it';
    return this.#value();
  }

  end(): string | undefined {
    if (this.#mode === 'word') {
      const message = this.#endWord();
      if (message) return message;
    }
    if (this.#mode !== 'between') return 'A string is not closed';
    return this.#expected === 'end' ? undefined : this.#complaint();
  }

  #between(character: string, offset: number): string | undefined {
    if (WHITESPACE.includes(character)) return undefined;
    switch (character) {
      case '{':
        return this.#openBracket('object', 'first-key');
      case '[':
        return this.#openBracket('array', 'first-item');
      case '}':
        return this.#close('object');
      case ']':
        return this.#close('array');
      case ',':
        return this.#comma();
      case ':':
        return this.#colon();
      case '"':
        return this.#openString();
      default:
        return this.#openWord(character, offset);
    }
  }

  #inWord(character: string, offset: number): string | undefined {
    if (!WHITESPACE.includes(character) && !PUNCTUATION.includes(character)) {
      this.#word += character;
      return undefined;
    }
    return this.#endWord() ?? this.#between(character, offset);
  }

  #inString(character: string): string | undefined {
    if (this.#mode === 'escape') {
      this.#mode = character === 'u' ? 'unicode' : 'string';
      this.#unicodeDigits = 0;
      return character === 'u' || SHORT_ESCAPES.includes(character) ? undefined : 'This is no JSON escape sequence';
    }
    if (this.#mode === 'unicode') {
      this.#unicodeDigits += 1;
      if (this.#unicodeDigits === 4) this.#mode = 'string';
      return /[0-9a-fA-F]/.test(character) ? undefined : 'A \\u takes four hexadecimal digits';
    }
    if (character === '\\') this.#mode = 'escape';
    else if (character === '"') this.#closeString();
    else if (character < ' ') return 'A line break or control character in a string is written as an escape: \\n';
    return undefined;
  }

  #openString(): string | undefined {
    this.#isKey = this.#expected === 'key' || this.#expected === 'first-key';
    const message = this.#isKey ? undefined : this.#value();
    this.#mode = 'string';
    return message;
  }

  #closeString(): void {
    this.#mode = 'between';
    if (this.#isKey) this.#expected = 'colon';
  }

  #openWord(character: string, offset: number): string | undefined {
    const message = this.#value();
    this.#mode = 'word';
    this.#word = character;
    this.#wordOffset = offset;
    return message;
  }

  #endWord(): string | undefined {
    const word = this.#word;
    this.#mode = 'between';
    if (word === 'true' || word === 'false' || word === 'null' || NUMBER.test(word)) return undefined;
    this.badWordOffset = this.#wordOffset;
    return 'Text needs double quotes around it';
  }

  #openBracket(kind: 'object' | 'array', expected: Expected): string | undefined {
    const message = this.#value();
    this.#open.push(kind);
    this.#expected = expected;
    return message;
  }

  #close(kind: 'object' | 'array'): string | undefined {
    const canClose = this.#expected === 'comma' || this.#expected === (kind === 'object' ? 'first-key' : 'first-item');
    if (!canClose || this.#open.at(-1) !== kind) return this.#complaint();
    this.#open.pop();
    this.#expected = this.#open.length > 0 ? 'comma' : 'end';
    return undefined;
  }

  #comma(): string | undefined {
    if (this.#expected !== 'comma') return this.#complaint();
    this.#expected = this.#open.at(-1) === 'object' ? 'key' : 'value';
    return undefined;
  }

  #colon(): string | undefined {
    if (this.#expected !== 'colon') return this.#complaint();
    this.#expected = 'value';
    return undefined;
  }

  #value(): string | undefined {
    if (this.#expected !== 'value' && this.#expected !== 'first-item') return this.#complaint();
    this.#expected = this.#open.length > 0 ? 'comma' : 'end';
    return undefined;
  }

  #complaint(): string {
    return `This is not valid JSON: ${MISSING[this.#expected]} is expected here`;
  }
}
