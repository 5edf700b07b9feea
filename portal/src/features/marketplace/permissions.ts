/** What a version of a plugin may do, as its installation consents to it. */
export interface Permissions {
  readonly hosts: readonly string[];
  readonly secrets: readonly string[];
  readonly effects: { readonly write: readonly string[]; readonly destructive: readonly string[] };
  readonly events: readonly string[];
}

/** What these permissions have beyond the others. */
export function without(these: Permissions, others: Permissions): Permissions {
  const minus = (left: readonly string[], right: readonly string[]) => left.filter((each) => !right.includes(each));
  return {
    hosts: minus(these.hosts, others.hosts),
    secrets: minus(these.secrets, others.secrets),
    effects: {
      write: minus(these.effects.write, others.effects.write),
      destructive: minus(these.effects.destructive, others.effects.destructive),
    },
    events: minus(these.events, others.events),
  };
}

export function isNothing({ hosts, secrets, effects, events }: Permissions): boolean {
  return [hosts, secrets, effects.write, effects.destructive, events].every((list) => list.length === 0);
}
