import { typescriptLanguage } from '@codemirror/lang-javascript';
import type { SyntaxNode } from '@lezer/common';

/** Something that can be named in a script: a value, a function, or a member of a type. */
export interface Known {
  readonly name: string;
  readonly kind: 'value' | 'function' | 'class' | 'type';
  /** As it is declared: `(email: string): Promise<User | null>`. */
  readonly signature: string;
  /** What it is, or what calling it answers. */
  readonly type: string;
  readonly doc: string;
}

/** What a script can see: the module `joinery`, the globals, and the members of every type of either. */
export interface ScriptWorld {
  readonly exported: ReadonlyMap<string, Known>;
  readonly global: ReadonlyMap<string, Known>;
  readonly members: ReadonlyMap<string, readonly Known[]>;
}

const MEMBER_NODES = new Set(['MethodType', 'PropertyType', 'MethodDeclaration', 'PropertyDeclaration']);
const DECLARATIONS = new Set([
  'InterfaceDeclaration',
  'ClassDeclaration',
  'FunctionDeclaration',
  'VariableDeclaration',
]);

/** Reads the declaration file that the API gives: enough of TypeScript for what stands in it. */
export function readWorld(source: string): ScriptWorld {
  const exported = new Map<string, Known>();
  const global = new Map<string, Known>();
  const members = new Map<string, readonly Known[]>();
  const take = (declaration: SyntaxNode, into: Map<string, Known>, doc: string) => {
    const known = knownOf(declaration, source, doc);
    if (!known) return;
    into.set(known.name, known);
    const body = declaration.getChild('ClassBody') ?? declaration.getChild('ObjectType');
    if (body) members.set(known.name, membersOf(body, source));
  };
  for (const node of childrenOf(typescriptLanguage.parser.parse(source).topNode)) {
    const doc = docBefore(node, source);
    const globals = node.getChild('GlobalDeclaration')?.getChild('Block');
    for (const declaration of declarationsIn(node)) take(declaration, exported, doc);
    for (const inner of globals ? childrenOf(globals) : []) {
      if (DECLARATIONS.has(inner.name)) take(inner, global, docBefore(inner, source));
    }
  }
  return { exported, global, members };
}

/** `export declare const x` has its declaration two levels down, `export interface X` one. */
function declarationsIn(node: SyntaxNode): SyntaxNode[] {
  const parent = node.getChild('AmbientDeclaration') ?? node;
  return childrenOf(parent).filter(({ name }) => DECLARATIONS.has(name));
}

function childrenOf(parent: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) children.push(node);
  return children;
}

function knownOf(declaration: SyntaxNode, source: string, doc: string): Known | null {
  const nameNode = declaration.getChild('VariableDefinition') ?? declaration.getChild('TypeDefinition');
  if (!nameNode) return null;
  const name = source.slice(nameNode.from, nameNode.to);
  return { name, kind: kindOf(declaration), ...shapeOf(declaration, nameNode, source), doc };
}

function membersOf(body: SyntaxNode, source: string): Known[] {
  return childrenOf(body).flatMap((node) => {
    const nameNode = node.getChild('PropertyDefinition');
    if (!MEMBER_NODES.has(node.name) || !nameNode) return [];
    const name = source.slice(nameNode.from, nameNode.to);
    if (name === 'constructor') return [];
    const kind = node.getChild('ParamList') ? 'function' : 'value';
    return [{ name, kind, ...shapeOf(node, nameNode, source), doc: docBefore(node, source) }];
  });
}

function kindOf(node: SyntaxNode): Known['kind'] {
  if (node.name === 'FunctionDeclaration') return 'function';
  if (node.name === 'ClassDeclaration') return 'class';
  return node.name === 'InterfaceDeclaration' ? 'type' : 'value';
}

function shapeOf(node: SyntaxNode, nameNode: SyntaxNode, source: string): Pick<Known, 'signature' | 'type'> {
  const name = source.slice(nameNode.from, nameNode.to);
  if (node.name === 'InterfaceDeclaration' || node.name === 'ClassDeclaration') return { signature: '', type: name };
  const annotation = node.getChildren('TypeAnnotation').at(-1);
  const signature = source.slice(nameNode.to, node.to).replace(/\s+/g, ' ').replace(/;$/, '');
  const type = annotation ? source.slice(annotation.from, annotation.to).replace(/^:\s*/, '') : '';
  return { signature, type };
}

/** The comment right before a declaration, without its stars. */
function docBefore(node: SyntaxNode, source: string): string {
  const before = node.prevSibling;
  if (before?.name !== 'BlockComment') return '';
  return source
    .slice(before.from, before.to)
    .replace(/^\/\*\*?|\*\/$/g, '')
    .split('\n')
    .map((line) => line.trim().replace(/^\*\s?/, ''))
    .join(' ')
    .trim();
}
