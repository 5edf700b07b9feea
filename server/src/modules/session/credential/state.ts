import type { UserRole } from '@joinery/prisma';
import { type Database, sql } from '../../../platform/db/index.ts';

/** What the database says now of a session or an API token, and of the user whose it is. */
export interface CredentialState {
  readonly kind: 'session' | 'api_token';
  readonly userId: string;
  readonly email: string;
  readonly role: UserRole;
  readonly isUserActive: boolean;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
  /** Of an API token only. */
  readonly scopes: readonly string[];
  readonly tokenHash: Uint8Array | null;
  readonly lastUsedAt: Date | null;
}

export interface CredentialKey {
  readonly tenantId: string;
  readonly id: string;
}

/** Whether it opens anything at this time. */
export function isAlive({ isUserActive, expiresAt, revokedAt }: CredentialState, now: Date): boolean {
  return isUserActive && !revokedAt && (!expiresAt || expiresAt > now);
}

/**
 * The states of sessions and API tokens of any tenants, in the order of the keys; undefined where there is none, or
 * none of that tenant.
 */
export async function loadStates(
  db: Database,
  keys: readonly CredentialKey[],
): Promise<(CredentialState | undefined)[]> {
  const tenantIds = keys.map((key) => key.tenantId);
  const ids = keys.map((key) => key.id);
  const rows = await db.system((tx) =>
    tx.query<CredentialState & CredentialKey>(sql`
      WITH k AS (SELECT * FROM unnest(${tenantIds}::uuid[], ${ids}::uuid[]) AS k(tenant_id, id)),
      c AS (
        SELECT 'session' AS kind, s.tenant_id, s.id, s.user_id, s.expires_at, s.revoked_at,
               '{}'::text[] AS scopes, NULL::bytea AS token_hash, NULL::timestamptz AS last_used_at
        FROM k JOIN sessions s USING (tenant_id, id)
        UNION ALL
        SELECT 'api_token', t.tenant_id, t.id, t.user_id, t.expires_at, t.revoked_at,
               t.scopes, t.token_hash, t.last_used_at
        FROM k JOIN api_tokens t USING (tenant_id, id)
      )
      SELECT c.kind, c.tenant_id AS "tenantId", c.id, c.user_id AS "userId", c.expires_at AS "expiresAt",
             c.revoked_at AS "revokedAt", c.scopes, c.token_hash AS "tokenHash", c.last_used_at AS "lastUsedAt",
             u.email, u.role, u.is_active AS "isUserActive"
      FROM c JOIN users u ON u.tenant_id = c.tenant_id AND u.id = c.user_id`),
  );
  const byKey = new Map(rows.map((row) => [nameOf(row), row]));
  return keys.map((key) => byKey.get(nameOf(key)));
}

/** One text for a key. The tenant is a part of it: another tenant's id finds nothing. */
export function nameOf({ tenantId, id }: CredentialKey): string {
  return `${tenantId}/${id}`;
}
