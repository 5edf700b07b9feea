import { Lexer, Source, TokenKind } from 'graphql';
import { AppError } from '../../errors.ts';
import { BOUNDS } from './bounds.ts';

/** Refuses a document of too many tokens, without parsing it. What does not lex is left for the parser to explain. */
export function checkTokens(source: string): void {
  // Every token has a character at least.
  if (source.length <= BOUNDS.tokens) return;
  const lexer = new Lexer(new Source(source));
  try {
    for (let count = 0; lexer.advance().kind !== TokenKind.EOF; count += 1) {
      if (count >= BOUNDS.tokens) throw new AppError('LIMIT_EXCEEDED', `the document has more than ${BOUNDS.tokens} tokens; split it`);
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
  }
}
