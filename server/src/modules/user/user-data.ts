import type { AuditEntry } from '../audit/index.ts';
import type { EventData } from '../event/index.ts';
import type { UserRow } from './internal.ts';

type UserData = EventData<'user.created'>;

/** The payload of user events. */
export function userData(user: UserRow): UserData {
  return {
    resource_type: 'user',
    user_id: user.id,
    user_email: user.email,
    user_name: user.username,
    user_first_name: user.firstName,
    user_last_name: user.lastName,
    user_active: user.isActive,
    user_role: user.role.toLowerCase(),
    user_manager_id: user.managerId,
    user_attributes: user.attributes as UserData['user_attributes'],
  };
}

/** What the audit log keeps of a user. */
export function userFacts(user: UserRow) {
  const { email, username, firstName, lastName, role, isActive, managerId, attributes } = user;
  return { email, username, firstName, lastName, role, isActive, managerId, attributes };
}

export function userTarget({ id, email }: { id: string; email: string }): AuditEntry['target'] {
  return { type: 'user', id, name: email };
}
