import { hoverTooltip } from '@codemirror/view';
import { membersOfChain } from './resolve-name';
import type { Known, ScriptWorld } from './script-world';

/** Shows what a name is where the mouse rests on it. */
export function explainFrom(world: ScriptWorld) {
  return hoverTooltip((view, position) => {
    const line = view.state.doc.lineAt(position);
    const word = view.state.wordAt(position);
    if (!word) return null;
    const name = view.state.sliceDoc(word.from, word.to);
    const before = line.text.slice(0, word.from - line.from);
    const chain = before.match(/([\w$]+(?:\??\.[\w$]+)*)\??\.$/)?.[1]?.split(/\??\./);
    const known = chain
      ? membersOfChain(world, view.state.doc.toString(), chain).find((member) => member.name === name)
      : (world.exported.get(name) ?? world.global.get(name));
    if (!known) return null;
    return { pos: word.from, end: word.to, above: true, create: () => ({ dom: explanation(known) }) };
  });
}

function explanation({ name, signature, doc }: Known): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'cm-hover';
  const declared = document.createElement('div');
  declared.className = 'cm-signature';
  declared.textContent = name + signature;
  dom.append(declared);
  if (doc) dom.append(doc);
  return dom;
}
