import { effectOf, type MatchMode, readPattern } from './evaluate.ts';
import { examplesFor } from './examples.ts';
import { matches } from './machine.ts';
import type { Rule } from './rules.ts';

/** The rules that hold for somebody, and those that hold for everybody beside them. */
export interface Rules {
  own: readonly Rule[];
  everybodys: readonly Rule[];
}

/** Something that was allowed and is not any more, with the rule that allowed it; undefined when there is nothing. */
export function findLoss(before: Rules, after: Rules, mode: MatchMode): { rule: Rule; example: string[] } | undefined {
  if (!canLose(before.own, after.own, mode)) return undefined;
  const all = [before.own, before.everybodys, after.own, after.everybodys].flat();
  const dimensions = [1, 2, 3].map((at) =>
    dimension(
      all.map((rule) => rule[at] ?? ''),
      mode,
    ),
  );
  const [resources = [], actions = [], objects = []] = dimensions.map(({ examples }) => examples);
  for (const r of resources)
    for (const a of actions)
      for (const o of objects) {
        const example = [r, a, o];
        const effect = (rule: Rule) =>
          effectOf(rule, (pattern, at) => dimensions[at]?.isMatch(pattern, example[at] ?? '') ?? false);
        const allows = (rules: readonly Rule[]) => {
          const effects = rules.map(effect);
          return effects.includes('allow') && !effects.includes('deny');
        };
        if (!allows(before.own) || allows(after.own) || allows(after.everybodys)) continue;
        const rule = before.own.find((one) => effect(one) === 'allow');
        if (rule) return { rule, example };
      }
  return undefined;
}

/** Only where something that allowed is gone, or something that denies is new. */
function canLose(before: readonly Rule[], after: readonly Rule[], mode: MatchMode): boolean {
  const key = (rule: Rule) => JSON.stringify(rule.slice(1));
  const [was, is] = [before, after].map((rules) => new Set(rules.map(key)));
  const denies = (rule: Rule) =>
    rule[4] === 'deny' || rule.slice(1, 4).some((pattern) => readPattern(mode, pattern) === 'broken');
  return (
    before.some((rule) => rule[4] === 'allow' && !is?.has(key(rule))) ||
    after.some((rule) => !was?.has(key(rule)) && denies(rule))
  );
}

interface Dimension {
  /** Of the texts that the patterns tell apart, one each. */
  examples: string[];
  isMatch(pattern: string, text: string): boolean | 'broken';
}

function dimension(patterns: readonly string[], mode: MatchMode): Dimension {
  const machines = [...new Set(patterns)].map((pattern) => [pattern, readPattern(mode, pattern)] as const);
  const examples = examplesFor(machines.flatMap(([, machine]) => (machine === 'broken' ? [] : [machine])));
  const matched = new Map(
    machines.map(([pattern, machine]) => [
      pattern,
      machine === 'broken' ? machine : new Set(examples.filter((text) => matches(machine, text))),
    ]),
  );
  return {
    examples,
    isMatch: (pattern, text) => {
      const texts = matched.get(pattern);
      return texts === 'broken' ? texts : (texts?.has(text) ?? false);
    },
  };
}
