import { RE2JS, RE2JSException } from 're2js';
import { MAX_PATTERN_LENGTH } from './condition.ts';
import type { FieldReference } from './field-reference.ts';
import { type Compiled, comparedText, compiled, type Operator, refused } from './operator.ts';

// Matching takes time proportional to text and program: `a{1000}` is 1,000 instructions.
const MAX_PROGRAM_SIZE = 2000;

/** A text operator; a missing field satisfies none of them. */
function textOperator(holds: (text: string, value: string) => boolean): Operator {
  return {
    value: 'non-empty text',
    compile: (field, [value = '']) =>
      compiled((event) => {
        const text = comparedText(field.read(event));
        return text !== undefined && holds(text, value);
      }),
  };
}

export const STARTS_WITH = textOperator((text, value) => text.startsWith(value));
export const ENDS_WITH = textOperator((text, value) => text.endsWith(value));

/** Text contains the value; a list (`user.attributes.teams`) contains it as one of its items. */
export const CONTAINS: Operator = {
  value: 'non-empty text',
  compile: (field, [value = '']) =>
    compiled((event) => {
      const actual = field.read(event);
      if (Array.isArray(actual)) return actual.some((item) => comparedText(item) === value);
      return comparedText(actual)?.includes(value) ?? false;
    }),
};

/** RE2 syntax (no backreferences, no lookaround), found anywhere unless anchored; never backtracks. */
export const MATCHES: Operator = { value: 'non-empty text', compile: compileMatches };

function compileMatches(field: FieldReference, [pattern = '']: readonly string[]): Compiled {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    return refused('value', `A pattern has at most ${MAX_PATTERN_LENGTH} characters`);
  }
  const regex = parsePattern(pattern);
  if (typeof regex === 'string') return refused('value', `This is not a valid RE2 pattern: ${regex}`);
  if (regex.programSize() > MAX_PROGRAM_SIZE) {
    return refused('value', 'This pattern is too expensive: use fewer or smaller repetitions');
  }
  return compiled((event) => {
    const text = comparedText(field.read(event));
    return text !== undefined && regex.test(text);
  });
}

function parsePattern(pattern: string): RE2JS | string {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (error instanceof RE2JSException) return error.message;
    throw error;
  }
}
