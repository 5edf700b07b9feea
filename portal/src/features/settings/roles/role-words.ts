import type { UserRole } from '../../../../generated/graphql';

/** What each role may do, in the order of their power. */
export const ROLE_WORDS: Record<UserRole, { title: string; may: string }> = {
  OWNER: { title: 'Owner', may: 'does everything, and makes and unmakes owners' },
  ADMIN: { title: 'Admin', may: 'does everything, but cannot touch owners' },
  AUDITOR: { title: 'Auditor', may: 'sees everything and changes nothing' },
  MEMBER: { title: 'Member', may: 'sees themselves only' },
};

export const ROLES = Object.keys(ROLE_WORDS) as UserRole[];
