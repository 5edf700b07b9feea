import type { Json } from '../../../sandbox/contract.ts';
import type { ApplicationRow } from '../../application/index.ts';
import type { GroupRow } from '../../group/index.ts';
import type { UserRow } from '../../user/index.ts';

/** A user as scripts see them (joinery.d.ts). */
export type ScriptUser = {
  id: string;
  email: string;
  username: string;
  firstName: string;
  lastName: string;
  isActive: boolean;
  attributes: { [name: string]: Json };
  managerId: string | null;
  createdAt: string;
  lastSignInAt: string | null;
};

export type ScriptGroup = { id: string; name: string; description: string };
export type ScriptApplication = { id: string; name: string; clientId: string };

export function toScriptUser(user: UserRow): ScriptUser {
  const { id, email, username, firstName, lastName, isActive, managerId, createdAt, lastSignInAt } = user;
  return {
    ...{ id, email, username, firstName, lastName, isActive, managerId },
    attributes: user.attributes as { [name: string]: Json },
    createdAt: createdAt.toISOString(),
    lastSignInAt: lastSignInAt?.toISOString() ?? null,
  };
}

export function toScriptGroup({ id, name, description }: GroupRow): ScriptGroup {
  return { id, name, description };
}

export function toScriptApplication({ id, name, clientId }: ApplicationRow): ScriptApplication {
  return { id, name, clientId };
}
