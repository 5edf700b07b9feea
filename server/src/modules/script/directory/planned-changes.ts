import type { ScriptGroup, ScriptUser } from './script-objects.ts';

export interface PlannedMembership {
  groupId: string;
  userId: string;
  isMember: boolean;
}

export interface PlannedIdentity {
  providerId: string;
  subject: string;
  /** Null when the plan ends the link. */
  userId: string | null;
}

/** What a plan would have changed by now. Nobody else sees it, and it ends with the run. */
export class PlannedChanges {
  /** Users that the plan makes or changes, as they would be. */
  readonly users = new Map<string, ScriptUser>();
  readonly groups = new Map<string, ScriptGroup>();
  readonly #memberships = new Map<string, PlannedMembership>();
  readonly #identities = new Map<string, PlannedIdentity>();
  readonly #made = new Set<string>();
  readonly #touched = new Set<string>();

  addUser(user: ScriptUser): void {
    this.users.set(user.id, user);
    this.#made.add(user.id);
  }

  addGroup(group: ScriptGroup): void {
    this.groups.set(group.id, group);
    this.#made.add(group.id);
  }

  /** Whether this id exists in the plan only. */
  isMade(id: string): boolean {
    return this.#made.has(id);
  }

  setMembership(groupId: string, userId: string, isMember: boolean): void {
    this.#memberships.set(`${groupId} ${userId}`, { groupId, userId, isMember });
  }

  membership(groupId: string, userId: string): PlannedMembership | undefined {
    return this.#memberships.get(`${groupId} ${userId}`);
  }

  get memberships(): PlannedMembership[] {
    return [...this.#memberships.values()];
  }

  setIdentity(identity: PlannedIdentity): void {
    this.#identities.set(JSON.stringify([identity.providerId, identity.subject]), identity);
  }

  identity(providerId: string, subject: string): PlannedIdentity | undefined {
    return this.#identities.get(JSON.stringify([providerId, subject]));
  }

  get identities(): PlannedIdentity[] {
    return [...this.#identities.values()];
  }

  /** Whether something in the plan has changed one of these objects already. */
  isTouched(objects: readonly string[]): boolean {
    return objects.some((object) => this.#touched.has(object));
  }

  touch(objects: readonly string[]): void {
    for (const object of objects) this.#touched.add(object);
  }
}
