import { examplesFor } from './examples.ts';
import { type Glob, parseGlob } from './glob.ts';
import type { Rule } from './rules.ts';
import { matches } from './walk.ts';

/** The rules that hold for somebody, and those that hold for everybody beside them. */
export interface Rules {
  own: readonly Rule[];
  everybodys: readonly Rule[];
}

/** Something that was allowed and is not any more, with the rule that allowed it; undefined when there is nothing. */
export function findLoss(before: Rules, after: Rules): { rule: Rule; example: string[] } | undefined {
  if (!canLose(before.own, after.own)) return undefined;
  const all = [before.own, before.everybodys, after.own, after.everybodys].flat();
  const [resources, actions, objects] = [1, 2, 3].map((at) => dimension(all.map((rule) => rule[at] ?? '')));
  if (!resources || !actions || !objects) return undefined;
  const covers = ([, resource, action, object]: Rule, [r, a, o]: [string, string, string]) =>
    resources.isMatch(resource, r) && actions.isMatch(action, a) && objects.isMatch(object, o);
  for (const r of resources.examples)
    for (const a of actions.examples)
      for (const o of objects.examples) {
        const covering = (rules: readonly Rule[]) => rules.filter((rule) => covers(rule, [r, a, o]));
        const allows = (rules: readonly Rule[]) => isAllowedBy(covering(rules));
        const was = covering(before.own);
        const isLost = isAllowedBy(was) && !allows(after.own) && !allows(after.everybodys);
        const rule = was[0];
        if (isLost && rule) return { rule, example: [r, a, o] };
      }
  return undefined;
}

const isAllowedBy = (rules: readonly Rule[]): boolean =>
  rules.some(([, , , , effect]) => effect === 'allow') && rules.every(([, , , , effect]) => effect !== 'deny');

/** Only where something that allowed is gone, or something that denies is new. */
function canLose(before: readonly Rule[], after: readonly Rule[]): boolean {
  const key = (rule: Rule) => JSON.stringify(rule.slice(1));
  const [was, is] = [before, after].map((rules) => new Set(rules.map(key)));
  return (
    before.some((rule) => rule[4] === 'allow' && !is?.has(key(rule))) ||
    after.some((rule) => rule[4] === 'deny' && !was?.has(key(rule)))
  );
}

function dimension(patterns: readonly string[]): {
  examples: string[];
  isMatch(pattern: string, text: string): boolean;
} {
  const globs = new Map<string, Glob>(patterns.map((pattern) => [pattern, parseGlob(pattern)]));
  const examples = examplesFor([...globs.values()]);
  const matched = new Map(
    [...globs].map(([pattern, glob]) => [pattern, new Set(examples.filter((text) => matches(glob, text)))]),
  );
  return { examples, isMatch: (pattern, text) => matched.get(pattern)?.has(text) ?? false };
}
