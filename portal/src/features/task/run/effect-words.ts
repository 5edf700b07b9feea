interface Told {
  readonly kind: string;
  readonly summary: string;
}

/** For each kind of change of a script, what it says of the two sides of its summary. */
const SENTENCES: Record<string, (left: string, right: string) => string> = {
  'user.create': (user) => `Create the user ${user}`,
  'user.update': (user) => {
    const [email, fields] = split(user, ': ');
    return fields ? `Change ${fields} of ${email}` : `Change ${email}`;
  },
  'user.activate': (user) => `Activate ${user}`,
  'user.deactivate': (user) => `Deactivate ${user}`,
  'group.create': (group) => `Create the group ${group}`,
  'group.add_member': (user, group) => `Add ${user} to ${group}`,
  'group.remove_member': (user, group) => `Remove ${user} from ${group}`,
  'identity.link': (user, identity) => `Link ${user} with ${identity}`,
  'identity.unlink': (user, identity) => `Unlink ${user} from ${identity}`,
  'application.rotate_secret': (application) => `Give ${application} a new client secret`,
  'http.request': (request) => `Send ${request}`,
};

/** What an effect does, as a sentence; what is not known is told as the run tells it. */
export function effectSentence({ kind, summary }: Told): string {
  const sentence = SENTENCES[kind];
  const prefix = `${kind === 'http.request' ? 'http' : kind} `;
  // A refused write is told by its input, name by name.
  if (!sentence || !summary.startsWith(prefix) || /^\w+=/.test(summary.slice(prefix.length))) return summary;
  const [left, right] = split(summary.slice(prefix.length), / [→←] /);
  return sentence(left, right);
}

function split(text: string, separator: string | RegExp): [left: string, right: string] {
  const [left = '', ...rest] = text.split(separator);
  return [left, rest.join(' ')];
}

interface Counted {
  readonly outcome: string;
  readonly isRemoval: boolean;
}

const COUNT_WORDS: [outcome: string, words: (count: number) => string][] = [
  ['PLANNED', (count) => `${count} planned`],
  ['CHANGED', (count) => `${count} changed`],
  ['NOOP', (count) => `${count} there already`],
  ['SKIPPED', (count) => `${count} skipped`],
  ['FAILED', (count) => `${count} failed`],
];

/** `3 planned, 1 of them a removal · 2 there already` */
export function effectCounts(effects: readonly Counted[]): string {
  const parts = COUNT_WORDS.flatMap(([outcome, words]) => {
    const those = effects.filter((effect) => effect.outcome === outcome);
    if (those.length === 0) return [];
    const removals = those.filter(({ isRemoval }) => isRemoval).length;
    const told = removals > 0 && (outcome === 'PLANNED' || outcome === 'CHANGED');
    return [words(those.length) + (told ? `, ${removals} of them ${removals === 1 ? 'a removal' : 'removals'}` : '')];
  });
  return parts.join(' · ');
}
