import type { MembershipSource, Prisma, UserRole } from '@joinery/prisma';
import { sql } from '../../platform/db/index.ts';
import type { GroupRow } from './internal.ts';

/** A user without what proves who they are. */
export type MemberRow = Prisma.UserGetPayload<{ omit: { passwordHash: true } }>;

/** A membership; with both its ends where the statement that answered it had them at hand. */
export interface MembershipRow {
  groupId: string;
  userId: string;
  source: MembershipSource;
  expiresAt: Date | null;
  createdAt: Date;
  group?: GroupRow;
  user?: MemberRow;
}

export type WholeMembership = Required<MembershipRow>;

/** The two that a membership is between. */
export type Ends = Pick<WholeMembership, 'user' | 'group'>;

/** What the columns below come back as. */
export interface EndColumns {
  group_id: string;
  group_name: string;
  group_description: string;
  group_version: number;
  group_created_at: Date;
  group_updated_at: Date;
  user_id: string;
  email: string;
  username: string;
  first_name: string;
  last_name: string;
  role: UserRole;
  is_active: boolean;
  attributes: Prisma.JsonValue;
  manager_id: string | null;
  password_changed_at: Date | null;
  last_sign_in_at: Date | null;
  user_version: number;
  user_created_at: Date;
  user_updated_at: Date;
}

/** Both ends of a membership, of a user `u` and a group `g`. */
export const ENDS = sql`
  g.id AS group_id, g.name AS group_name, g.description AS group_description, g.version AS group_version,
  g.created_at AS group_created_at, g.updated_at AS group_updated_at,
  u.id AS user_id, u.email, u.username, u.first_name, u.last_name, u.role, u.is_active, u.attributes, u.manager_id,
  u.password_changed_at, u.last_sign_in_at, u.version AS user_version, u.created_at AS user_created_at,
  u.updated_at AS user_updated_at`;

export function toEnds(tenantId: string, row: EndColumns): Ends {
  return {
    group: {
      tenantId,
      id: row.group_id,
      name: row.group_name,
      description: row.group_description,
      version: row.group_version,
      createdAt: row.group_created_at,
      updatedAt: row.group_updated_at,
    },
    user: {
      tenantId,
      id: row.user_id,
      email: row.email,
      username: row.username,
      firstName: row.first_name,
      lastName: row.last_name,
      role: row.role,
      isActive: row.is_active,
      attributes: row.attributes,
      managerId: row.manager_id,
      passwordChangedAt: row.password_changed_at,
      lastSignInAt: row.last_sign_in_at,
      version: row.user_version,
      createdAt: row.user_created_at,
      updatedAt: row.user_updated_at,
    },
  };
}
