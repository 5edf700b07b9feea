/** A character that lies within these ranges, or with `isNot` outside of them. */
export interface OneOf {
  ranges: [low: number, high: number][];
  isNot: boolean;
}

interface Step extends OneOf {
  to: number;
}

interface Free {
  to: number;
  /** Only before the first character, or only behind the last. */
  only?: 'begin' | 'end';
}

interface Node {
  steps: Step[];
  /** Where it goes on to without a character. */
  free: Free[];
}

/** What a pattern is read into: a text matches if it leads from the first node to the last. */
export interface Machine {
  nodes: Node[];
  first: number;
  last: number;
}

/** How far a text has come: the nodes that it can be at. */
export type Place = readonly number[];

export const ANY: OneOf = { ranges: [], isNot: true };

/** Puts machines together. A part is the pair of nodes that it leads from and to. */
export class Assembly {
  readonly nodes: Node[] = [];

  node(): number {
    return this.nodes.push({ steps: [], free: [] }) - 1;
  }

  step(from: number, to: number, { ranges, isNot }: OneOf): void {
    this.nodes[from]?.steps.push({ ranges, isNot, to });
  }

  free(from: number, to: number, only?: Free['only']): void {
    this.nodes[from]?.free.push(only ? { to, only } : { to });
  }
}

export function begin(machine: Machine): Place {
  return closed(machine, [machine.first], 'begin');
}

export function step(machine: Machine, place: Place, code: number): Place {
  const next = place.flatMap(
    (at) => machine.nodes[at]?.steps.filter((one) => accepts(one, code)).map(({ to }) => to) ?? [],
  );
  return closed(machine, next);
}

export function isEnd(machine: Machine, place: Place): boolean {
  return closed(machine, place, 'end').includes(machine.last);
}

export function matches(machine: Machine, text: string): boolean {
  let place = begin(machine);
  for (const character of text) place = step(machine, place, character.codePointAt(0) ?? 0);
  return isEnd(machine, place);
}

function closed({ nodes }: Machine, places: readonly number[], moment?: Free['only']): number[] {
  const all = new Set(places);
  // A set is walked with what is added on the way.
  for (const at of all)
    for (const { to, only } of nodes[at]?.free ?? []) if (only === undefined || only === moment) all.add(to);
  return [...all].sort((one, other) => one - other);
}

function accepts({ ranges, isNot }: OneOf, code: number): boolean {
  return ranges.some(([low, high]) => low <= code && code <= high) !== isNot;
}
