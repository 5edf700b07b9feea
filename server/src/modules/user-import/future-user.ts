import { isDeepStrictEqual } from 'node:util';
import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { newId } from '../../platform/id.ts';
import { requireMayChangeRole, requireMayGive, requireMayUnmake } from '../user/index.ts';
import type { Chunk } from './decide-row.ts';
import type { UserWithManager } from './user-rows.sql.ts';
import { ownUsername, type WantedUser } from './wanted-user.ts';

/** The user that a row makes. CONFLICT, FORBIDDEN or INVALID_INPUT where it may not be. */
export function newUser(chunk: Chunk, wanted: WantedUser): UserWithManager {
  const { ctx, known, owners } = chunk;
  const role = wanted.role ?? 'MEMBER';
  const attributes = mergeAttributes({}, wanted.attributes);
  const isActive = wanted.active ?? true;
  requireMayGive(ctx, role);
  known.checkAttributes(attributes);
  const username = freeUsername(known.usernames, wanted);
  if (role === 'OWNER' && isActive) owners.add();
  const now = ctx.clock.now();
  return {
    tenantId: ctx.tenantId,
    id: newId(),
    email: wanted.email,
    username,
    firstName: wanted.first_name ?? '',
    lastName: wanted.last_name ?? '',
    role,
    isActive,
    attributes,
    ...managerAtOnce(chunk, wanted),
    passwordChangedAt: null,
    lastSignInAt: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
  };
}

/** The user after a row has changed them; what the row does not name stays. Errors as above, and PRECONDITION_FAILED. */
export function changedUser(
  { ctx, known, owners }: Chunk,
  before: UserWithManager,
  wanted: WantedUser,
): UserWithManager {
  const role = wanted.role ?? before.role;
  const isActive = wanted.active ?? before.isActive;
  const attributes = mergeAttributes(before.attributes, wanted.attributes);
  requireMayChangeRole(ctx, before, role);
  if (isActive && !before.isActive) requireMayGive(ctx, role);
  if (!isActive && before.isActive) requireMayUnmake(ctx, before);
  if (!isDeepStrictEqual(attributes, before.attributes)) known.checkAttributes(attributes);
  const username = wanted.username ?? before.username;
  if (username !== before.username) {
    requireMayUnmake(ctx, before);
    requireFree(known.usernames, username);
  }
  owners.note(before, { role, isActive });
  return {
    ...before,
    username,
    firstName: wanted.first_name ?? before.firstName,
    lastName: wanted.last_name ?? before.lastName,
    role,
    isActive,
    attributes,
    ...(wanted.manager_email === null ? { managerId: null, managerEmail: null } : {}),
    version: before.version + 1,
    updatedAt: ctx.clock.now(),
  };
}

/**
 * The manager of somebody new, where that needs no second look: they are there already, and no row has named the new
 * one as a manager, so nobody can stand above both. A plan leaves all of them for later, as it writes nothing to look at.
 */
function managerAtOnce({ run, known }: Chunk, { email, manager_email }: WantedUser) {
  const managerId = manager_email ? known.managerIds.get(manager_email) : undefined;
  if (!manager_email || !managerId || run.mode === 'plan' || known.awaited.has(email)) {
    return { managerId: null, managerEmail: null };
  }
  return { managerId, managerEmail: manager_email };
}

/** A null takes an attribute away. */
function mergeAttributes(before: Prisma.JsonValue, wanted: WantedUser['attributes']): Prisma.JsonObject {
  const merged = { ...(before as Prisma.JsonObject), ...(wanted as Prisma.JsonObject | undefined) };
  return Object.fromEntries(
    Object.entries(merged).filter(([name, value]) => value !== null || !(name in (wanted ?? {}))),
  );
}

function freeUsername(taken: ReadonlySet<string>, wanted: WantedUser): string {
  const own = ownUsername(wanted);
  const free = wanted.username === undefined && taken.has(own) ? wanted.email : own;
  requireFree(taken, free);
  return free;
}

function requireFree(taken: ReadonlySet<string>, username: string): void {
  if (taken.has(username)) throw new AppError('CONFLICT', `the username ${username} is taken`);
}
