import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import { membersOfChain } from './resolve-name';
import type { Known, ScriptWorld } from './script-world';

const IMPORT = /import\s*(?:type\s*)?\{([^}]*)\}\s*from\s*['"]joinery['"]/;
const TYPES: Record<Known['kind'], string> = { value: 'variable', function: 'function', class: 'class', type: 'type' };

/** Completes names of the module `joinery`, of the globals, and the members of either, with what they are for. */
export function completeFrom(world: ScriptWorld) {
  return (context: CompletionContext): CompletionResult | null => {
    const node = syntaxTree(context.state).resolveInner(context.pos, -1).name;
    if (node === 'String' || node.endsWith('Comment')) return null;
    const script = context.state.doc.toString();
    const chain = context.matchBefore(/[\w$]+(?:\??\.[\w$]*)+/);
    if (chain) {
      const names = chain.text.split(/\??\./);
      const members = membersOfChain(world, script, names.slice(0, -1));
      if (members.length === 0) return null;
      return { from: context.pos - (names.at(-1)?.length ?? 0), options: members.map(option), validFor: /^[\w$]*$/ };
    }
    const word = context.matchBefore(/[\w$]+/);
    if (!word && !context.explicit) return null;
    const imported = script.match(IMPORT);
    const isImporting = imported?.index !== undefined && isWithin(context.pos, imported.index, imported[0].length);
    const names = isImporting ? [...world.exported.values()] : namesInSight(world, imported?.[1]);
    return { from: word?.from ?? context.pos, options: names.map(option), validFor: /^[\w$]*$/ };
  };
}

/** What was imported, and the globals. */
function namesInSight({ exported, global }: ScriptWorld, imported = ''): Known[] {
  const names = imported.split(',').map((name) => name.replace(/^\s*type\s/, '').trim());
  return [...names.flatMap((name) => exported.get(name) ?? []), ...global.values()];
}

function isWithin(position: number, start: number, length: number): boolean {
  return position > start && position < start + length;
}

function option({ name, kind, signature, doc }: Known): Completion {
  return {
    label: name,
    type: TYPES[kind],
    ...(signature ? { detail: signature.length > 60 ? `${signature.slice(0, 58)}…` : signature } : {}),
    ...(doc ? { info: doc } : {}),
  };
}
