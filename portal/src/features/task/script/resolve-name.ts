import type { Known, ScriptWorld } from './script-world';

/** What lists, promises and options are of: `Promise<User | null>` is about `User`. */
export function innerType(type: string): string {
  let inner = type.trim();
  for (;;) {
    const before = inner;
    inner = inner
      .replace(/^(?:Promise|AsyncIterable|Iterable|IterableIterator|Readonly)<(.+)>$/, '$1')
      .replace(/\s*\|\s*(?:null|undefined)\b/g, '')
      .replace(/^readonly\s+/, '')
      .replace(/\[\]$/, '')
      .trim();
    if (inner === before) return inner;
  }
}

/** The members of what a chain of names stands for: `idp`, `user`, `this.report` … Empty where that is not known. */
export function membersOfChain(world: ScriptWorld, script: string, chain: readonly string[]): readonly Known[] {
  const [head, ...rest] = chain;
  if (head === undefined) return [];
  let type = typeOfName(world, script, head);
  for (const name of rest) {
    const member = world.members.get(innerType(type))?.find((candidate) => candidate.name === name);
    if (!member) return [];
    type = member.type;
  }
  return world.members.get(innerType(type)) ?? [];
}

/** A name of the script's own by the place that makes it, or one of the module or of the globals. */
function typeOfName(world: ScriptWorld, script: string, name: string): string {
  const own = script.match(declarationOf(name));
  const [, annotated, namespace, method] = own ?? [];
  if (annotated) return annotated;
  if (namespace && method) {
    const type = typeOfKnown(world, namespace);
    return world.members.get(innerType(type))?.find((member) => member.name === method)?.type ?? '';
  }
  if (own) return '';
  const parameter = script.match(new RegExp(`[(,{]\\s*${escaped(name)}\\s*:\\s*([A-Z]\\w*)`));
  return parameter?.[1] ?? typeOfKnown(world, name);
}

function typeOfKnown({ exported, global }: ScriptWorld, name: string): string {
  return (exported.get(name) ?? global.get(name))?.type ?? '';
}

/** `const user: User`, `const user = await idp.getUser(…)`, `for await (const user of idp.users(…))`. */
function declarationOf(name: string): RegExp {
  const declared = `(?:const|let|var)\\s+${escaped(name)}\\b`;
  return new RegExp(`${declared}\\s*(?::\\s*([A-Z]\\w*)|(?:=|of)\\s*\\(?(?:await\\s+)?(\\w+)\\.(\\w+)\\()?`);
}

function escaped(name: string): string {
  return name.replaceAll('$', '\\$');
}
