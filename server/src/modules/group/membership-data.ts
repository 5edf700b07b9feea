import type { AuditEntry } from '../audit/index.ts';
import type { EventData } from '../event/index.ts';
import type { Ends, WholeMembership } from './membership-row.ts';

/** Why a membership ended, as its event tells it. */
export type RemovalReason = 'manual' | 'expired' | 'user_deleted' | 'group_deleted' | 'sync';

type UserAttributes = EventData<'group.member_added'>['user_attributes'];

/** The payload of membership events. */
export function membershipData({ user, group, source, expiresAt }: WholeMembership): EventData<'group.member_added'> {
  return {
    resource_type: 'membership',
    user_id: user.id,
    user_email: user.email,
    user_name: user.username,
    user_first_name: user.firstName,
    user_last_name: user.lastName,
    user_attributes: user.attributes as UserAttributes,
    group_id: group.id,
    group_name: group.name,
    group_description: group.description,
    membership_source: source.toLowerCase(),
    membership_expires_at: expiresAt?.toISOString() ?? null,
  };
}

/** What the audit log keeps of a membership. */
export function membershipFacts({ user, group, source, expiresAt }: WholeMembership) {
  return { userId: user.id, userEmail: user.email, groupId: group.id, groupName: group.name, source, expiresAt };
}

/** How the audit log names a membership: its group, whose list it changes. */
export function membershipTarget({ user, group }: Ends): AuditEntry['target'] {
  return { type: 'membership', id: group.id, name: `${user.email} in ${group.name}` };
}
