import { isDeepStrictEqual } from 'node:util';
import type { Permissions } from '@joinery/plugin-sdk/manifest';

/** What one set of permissions has and another has not, either way. */
export interface PermissionDifference {
  added: Permissions;
  removed: Permissions;
}

export function differenceOf(before: Permissions, after: Permissions): PermissionDifference {
  return { added: without(after, before), removed: without(before, after) };
}

/** Whether something can be done by the one that cannot be done by the other. */
export function isWider(after: Permissions, before: Permissions): boolean {
  return !isDeepStrictEqual(without(after, before), NONE);
}

/** Nothing at all: what is asked of a plugin that was never consented to is all of it. */
export const NONE: Permissions = { hosts: [], secrets: [], effects: { write: [], destructive: [] }, events: [] };

/** Whether a client's JSON says these permissions: all of them and no others, in any order. */
export function isSamePermissions(permissions: Permissions, given: unknown): boolean {
  return isDeepStrictEqual(sorted(permissions), sorted(given));
}

/** Something that was written may become destructive: then it is a permission that was not there. */
function without(these: Permissions, others: Permissions): Permissions {
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

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted).sort();
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, sorted(child)]));
}
