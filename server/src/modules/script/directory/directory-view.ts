import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import type { Page } from '../../../pagination.ts';
import { isUuid } from '../../../platform/id.ts';
import { findGroupByName, findMembership, listGroups, readGroup } from '../../group/index.ts';
import { findUserByEmail, listUsers, readUser, type UserFilter, type UserRow } from '../../user/index.ts';
import type { PlannedChanges } from './planned-changes.ts';
import { type ScriptGroup, type ScriptUser, toScriptGroup, toScriptUser } from './script-objects.ts';

/** An object with the version that a plan rests on; null where the plan itself has made or changed it. */
export interface Known<T> {
  value: T;
  version: number | null;
}

export interface ScriptPage<T> {
  rows: T[];
  next: string | null;
}

const FIRST = 100;
const BY_AGE = { field: 'createdAt', direction: 'ASC' } as const;
const BY_NAME = { field: 'name', direction: 'ASC' } as const;

/**
 * The directory as one run sees it. In a plan, lists leave out what the plan has changed and bring it at their end, as
 * it would be: no list grows while it is walked, and nothing comes twice.
 */
export class DirectoryView {
  readonly #ctx: Context;
  readonly #planned: PlannedChanges | null;

  constructor(ctx: Context, planned: PlannedChanges | null) {
    this.#ctx = ctx;
    this.#planned = planned;
  }

  async user(id: string): Promise<Known<ScriptUser> | null> {
    const planned = this.#planned?.users.get(id);
    if (planned) return { value: planned, version: null };
    return knownUser(isUuid(id) ? await orNull(readUser(this.#ctx, id)) : null);
  }

  async userByEmail(email: string): Promise<Known<ScriptUser> | null> {
    const wanted = email.trim().toLowerCase();
    const planned = this.#plannedUsers.find((user) => user.email === wanted);
    return planned ? { value: planned, version: null } : knownUser(await findUserByEmail(this.#ctx, wanted));
  }

  async requireUser(id: string): Promise<Known<ScriptUser>> {
    const user = await this.user(id);
    if (user) return user;
    throw new AppError('NOT_FOUND', `there is no user ${id}`);
  }

  async users(filter: UserFilter, after: string | null): Promise<ScriptPage<ScriptUser>> {
    const page = await listUsers(this.#ctx, { page: { first: FIRST, after }, filter, order: BY_AGE });
    const rows = page.rows.map(({ row }) => toScriptUser(row)).filter(({ id }) => !this.#planned?.users.has(id));
    const next = nextOf(page);
    const added = next === null ? this.#plannedUsers.filter((user) => fits(user, filter)) : [];
    return { rows: [...rows, ...added], next };
  }

  async group(id: string): Promise<Known<ScriptGroup> | null> {
    const planned = this.#planned?.groups.get(id);
    if (planned) return { value: planned, version: null };
    const group = isUuid(id) ? await orNull(readGroup(this.#ctx, id)) : null;
    return group && { value: toScriptGroup(group), version: group.version };
  }

  async groupByName(name: string): Promise<ScriptGroup | null> {
    const planned = this.#plannedGroups.find((group) => group.name === name);
    if (planned) return planned;
    const group = await findGroupByName(this.#ctx, name);
    return group && toScriptGroup(group);
  }

  async requireGroup(id: string): Promise<Known<ScriptGroup>> {
    const group = await this.group(id);
    if (group) return group;
    throw new AppError('NOT_FOUND', `there is no group ${id}`);
  }

  async groups(namePrefix: string, after: string | null): Promise<ScriptPage<ScriptGroup>> {
    const page = await listGroups(this.#ctx, { page: { first: FIRST, after }, filter: { namePrefix }, order: BY_NAME });
    const next = nextOf(page);
    const added = next === null ? this.#plannedGroups.filter(({ name }) => name.startsWith(namePrefix)) : [];
    return { rows: [...page.rows.map(({ row }) => toScriptGroup(row)), ...added], next };
  }

  async isMember(groupId: string, userId: string): Promise<{ isMember: boolean; expiresAt: Date | null }> {
    const planned = this.#planned?.membership(groupId, userId);
    if (planned) return { isMember: planned.isMember, expiresAt: null };
    const membership = await findMembership(this.#ctx, { groupId, userId });
    return { isMember: membership !== null, expiresAt: membership?.expiresAt ?? null };
  }

  async members(groupId: string, after: string | null): Promise<ScriptPage<ScriptUser>> {
    await this.requireGroup(groupId);
    const page = await listUsers(this.#ctx, { page: { first: FIRST, after }, filter: { groupId }, order: BY_AGE });
    const kept = page.rows.filter(({ row }) => !this.#planned?.membership(groupId, row.id));
    const rows = kept.map(({ row }) => this.#planned?.users.get(row.id) ?? toScriptUser(row));
    const next = nextOf(page);
    return { rows: next === null ? [...rows, ...(await this.#plannedMembers(groupId))] : rows, next };
  }

  async groupsOf(userId: string): Promise<ScriptGroup[]> {
    const { value: user } = await this.requireUser(userId);
    const groups: ScriptGroup[] = [];
    for (let after: string | null = null; !this.#planned?.isMade(user.id); ) {
      const filter = { memberId: user.id };
      const page: Page<Parameters<typeof toScriptGroup>[0]> = await listGroups(this.#ctx, {
        page: { first: FIRST, after },
        filter,
        order: BY_NAME,
      });
      groups.push(...page.rows.map(({ row }) => toScriptGroup(row)));
      after = nextOf(page);
      if (after === null) break;
    }
    const changed = this.#planned?.memberships.filter((membership) => membership.userId === user.id) ?? [];
    const kept = groups.filter(({ id }) => !changed.some(({ groupId }) => groupId === id));
    const added = changed.filter(({ isMember }) => isMember).map(({ groupId }) => this.group(groupId));
    return [...kept, ...(await Promise.all(added)).flatMap((group) => (group ? [group.value] : []))];
  }

  get #plannedUsers(): ScriptUser[] {
    return [...(this.#planned?.users.values() ?? [])];
  }

  get #plannedGroups(): ScriptGroup[] {
    return [...(this.#planned?.groups.values() ?? [])];
  }

  async #plannedMembers(groupId: string): Promise<ScriptUser[]> {
    const added = (this.#planned?.memberships ?? []).filter((it) => it.groupId === groupId && it.isMember);
    const users = await Promise.all(added.map(({ userId }) => this.user(userId)));
    return users.flatMap((user) => (user ? [user.value] : []));
  }
}

function knownUser(row: UserRow | null): Known<ScriptUser> | null {
  return row && { value: toScriptUser(row), version: row.version };
}

function nextOf<Row>({ rows, hasNextPage }: Page<Row>): string | null {
  return hasNextPage ? (rows.at(-1)?.cursor ?? null) : null;
}

function fits(user: ScriptUser, { isActive, emailEndsWith, notSignedInSince }: UserFilter): boolean {
  const isSeen = notSignedInSince && new Date(user.lastSignInAt ?? user.createdAt) >= notSignedInSince;
  if (typeof isActive === 'boolean' && user.isActive !== isActive) return false;
  return !isSeen && user.email.endsWith((emailEndsWith ?? '').toLowerCase());
}

/** For a lookup where nothing found is an answer. */
async function orNull<T>(found: Promise<T>): Promise<T | null> {
  try {
    return await found;
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
    throw error;
  }
}
