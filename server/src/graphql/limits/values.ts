import { type ASTNode, type DocumentNode, Kind, type StringValueNode, visit } from 'graphql';
import { type FieldError, invalidInput } from '../../errors.ts';
import { BOUNDS, overBound } from './bounds.ts';

const NUL = 'contains a NUL character (U+0000); remove it';
const HALF_CHARACTER = 'contains half a character (a lone surrogate); remove it';
const MOST_NAMED = 10;

/** An object or array, and how it is reached: its path is put together only where it is told. */
interface Visited {
  readonly value: object;
  readonly key: string;
  readonly parent: Visited | null;
  readonly depth: number;
}

/**
 * Refuses variables that nest too deeply (LIMIT_EXCEEDED), and texts that PostgreSQL cannot hold (INVALID_INPUT, each
 * place named): once, here, instead of failing in whichever column they would reach. Walks without recursion.
 */
export function checkVariables(variables: Record<string, unknown>): void {
  const wrong: FieldError[] = [];
  const waiting: Visited[] = [{ value: variables, key: 'variables', parent: null, depth: 0 }];
  for (let next = waiting.pop(); next && wrong.length < MOST_NAMED; next = waiting.pop()) {
    if (next.depth > BOUNDS.nesting) throw overBound('nesting of the variables', 'nesting');
    for (const [key, value] of Object.entries(next.value)) {
      const fault = faultOf(key) ?? (typeof value === 'string' ? faultOf(value) : null);
      if (fault) wrong.push({ path: pathTo(next, key), message: fault });
      if (typeof value === 'object' && value !== null)
        waiting.push({ value, key, parent: next, depth: next.depth + 1 });
    }
  }
  if (wrong.length > 0) throw invalidInput(wrong);
}

function pathTo(visited: Visited, last: string): string {
  const keys = [last];
  for (let at: Visited | null = visited; at; at = at.parent) keys.unshift(at.key);
  return keys.map(printable).join('.');
}

/** Documents whose texts were found good: they come again and again. */
const plainDocuments = new WeakSet<DocumentNode>();

/** The same for texts that are written into the document itself, where only NUL is GraphQL. */
export function checkTexts(document: DocumentNode): void {
  if (plainDocuments.has(document)) return;
  const wrong: FieldError[] = [];
  visit(document, {
    StringValue: ({ value }: StringValueNode, _key, parent, _path, ancestors) => {
      const fault = faultOf(value);
      if (fault) wrong.push({ path: placeOf([...ancestors, parent]), message: fault });
    },
  });
  if (wrong.length > 0) throw invalidInput(wrong.slice(0, MOST_NAMED));
  plainDocuments.add(document);
}

function faultOf(text: string): string | null {
  if (text.includes('\0')) return NUL;
  return text.isWellFormed() ? null : HALF_CHARACTER;
}

/** The field and the argument that a value is in, and where inside of it: `createGroup.input.name`. */
function placeOf(nodes: readonly unknown[]): string {
  return nodes
    .map((node) => nameOf(node as ASTNode))
    .filter((name) => name !== undefined)
    .slice(-MOST_NAMED)
    .join('.');
}

function nameOf(node: ASTNode): string | undefined {
  if (node.kind === Kind.VARIABLE_DEFINITION) return node.variable.name.value;
  const isPlace = node.kind === Kind.FIELD || node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD;
  return isPlace ? node.name.value : undefined;
}

function printable(key: string): string {
  return key.toWellFormed().replaceAll('\0', '\uFFFD').slice(0, 100);
}
