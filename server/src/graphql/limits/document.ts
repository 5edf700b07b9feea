import { type DocumentNode, Kind, Lexer, parse, type SelectionSetNode, Source, TokenKind, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import { AppError } from '../../errors.ts';
import { BOUNDS, overBound } from './bounds.ts';

/** Characters of the documents that are remembered: as syntax trees they take some hundred times as much memory. */
const REMEMBERED_CHARACTERS = 100_000;

const known = new LRUCache<string, DocumentNode>({
  maxSize: REMEMBERED_CHARACTERS,
  sizeCalculation: (_document, source) => source.length + 1,
});

/**
 * Parses a document that is within the bounds which validation relies on: its time grows with the square of some of
 * them. Throws LIMIT_EXCEEDED, or graphql's own GraphQLError for what is no GraphQL.
 */
export function readDocument(source: string): DocumentNode {
  const read = known.get(source);
  if (read) return read;
  checkTokens(source);
  const document = parse(source);
  checkShape(document);
  known.set(source, document);
  return document;
}

/** What does not lex is left for the parser to explain. */
function checkTokens(source: string): void {
  // Every token has a character at least.
  if (source.length <= BOUNDS.tokens) return;
  const lexer = new Lexer(new Source(source));
  try {
    for (let count = 0; lexer.advance().kind !== TokenKind.EOF; count += 1) {
      if (count >= BOUNDS.tokens) throw overBound('tokens of the document', 'tokens');
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
  }
}

function checkShape(document: DocumentNode): void {
  const count = (kind: Kind) => document.definitions.filter((definition) => definition.kind === kind).length;
  const fragments = count(Kind.FRAGMENT_DEFINITION);
  if (fragments > BOUNDS.fragments) throw overBound('fragments of the document', 'fragments', fragments);
  const operations = count(Kind.OPERATION_DEFINITION);
  if (operations > BOUNDS.operations) throw overBound('operations of the document', 'operations', operations);
  let braces = 0;
  visit(document, {
    SelectionSet: {
      enter: ({ selections }: SelectionSetNode) => {
        braces += 1;
        if (braces > BOUNDS.braces) throw overBound('braces within braces', 'braces');
        if (selections.length <= BOUNDS.selections) return;
        throw overBound('selections between two braces', 'selections', selections.length);
      },
      leave: () => {
        braces -= 1;
      },
    },
  });
}
