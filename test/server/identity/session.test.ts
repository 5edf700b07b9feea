import { describe, expect, it } from 'vitest';
import { authenticate, refreshSession } from '../../../server/src/modules/session/index.ts';
import { listSessions } from '../../../server/src/modules/session/list.ts';
import { revokeSession, signOut } from '../../../server/src/modules/session/revoke.ts';
import { changePassword } from '../../../server/src/modules/sign-in/change-password.ts';
import { signIn } from '../../../server/src/modules/sign-in/index.ts';
import { createOpaqueToken } from '../../../server/src/platform/crypto/index.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { newOrganisation, startIdentity } from './setup.ts';

const identity = await startIdentity();
const anyone = () => identity.anyone();
const refused = { code: 'UNAUTHENTICATED' };
const enter = (token: string) => authenticate(anyone(), token);

describe('a refresh token', () => {
  it('is exchanged for another and a fresh access token of the same session', async () => {
    const { tokens } = await newOrganisation(anyone());
    const next = await refreshSession(anyone(), tokens.refreshToken);
    expect(next.refreshToken).not.toBe(tokens.refreshToken);
    expect(next.accessToken).not.toBe(tokens.accessToken);
    expect(next.sessionId).toBe(tokens.sessionId);
    await expect(enter(next.accessToken)).resolves.toBeDefined();
    const third = await refreshSession(anyone(), next.refreshToken);
    expect(third.refreshToken).not.toBe(next.refreshToken);
  });

  it('used many times at once gives the same next one each time, and all can go on', async () => {
    const { tokens } = await newOrganisation(anyone());
    const another = await identity.anotherProcess();
    let present = tokens.refreshToken;
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, index) => refreshSession(index % 2 ? anyone() : another.anyone(), present)),
      );
      expect(new Set(answers.map(({ refreshToken }) => refreshToken)).size).toBe(1);
      for (const { accessToken } of answers) await expect(enter(accessToken)).resolves.toBeDefined();
      present = answers[0]?.refreshToken ?? '';
    }
    await expect(refreshSession(anyone(), present)).resolves.toBeDefined();
  });

  it('repeated after ten seconds ends the session, and tells it in the audit log', async () => {
    const { tokens, tenantId, user } = await newOrganisation(anyone());
    const next = await refreshSession(anyone(), tokens.refreshToken);
    identity.clock.move({ seconds: 9 });
    await expect(refreshSession(anyone(), tokens.refreshToken)).resolves.toBeDefined();
    identity.clock.move({ seconds: 2 });
    await expect(refreshSession(anyone(), tokens.refreshToken)).rejects.toMatchObject(refused);
    await expect(refreshSession(anyone(), next.refreshToken)).rejects.toMatchObject(refused);
    await expect(enter(next.accessToken)).rejects.toMatchObject(refused);
    const audit = await identity.admin(
      `SELECT detail FROM audit_records WHERE tenant_id = $1 AND action = 'session.refresh_token_reused'`,
      [tenantId],
    );
    expect(audit).toEqual([{ detail: { user_id: user.id } }]);
  });

  it('older than the one before ends the session at once', async () => {
    const { tokens } = await newOrganisation(anyone());
    const second = await refreshSession(anyone(), tokens.refreshToken);
    const third = await refreshSession(anyone(), second.refreshToken);
    await expect(refreshSession(anyone(), tokens.refreshToken)).rejects.toMatchObject(refused);
    await expect(refreshSession(anyone(), third.refreshToken)).rejects.toMatchObject(refused);
  });

  it('made up by somebody who knows the id of the session is refused, and ends nothing', async () => {
    const { tokens, tenantId } = await newOrganisation(anyone());
    const { token: forged } = createOpaqueToken({ kind: 'refresh', tenantId, id: tokens.sessionId });
    await expect(refreshSession(anyone(), forged)).rejects.toMatchObject(refused);
    await expect(enter(tokens.accessToken)).resolves.toBeDefined();
    const next = await refreshSession(anyone(), tokens.refreshToken);
    await expect(refreshSession(anyone(), forged)).rejects.toMatchObject(refused);
    await expect(refreshSession(anyone(), next.refreshToken)).resolves.toBeDefined();
  });

  it('ends another sign-in of the same person by no means', async () => {
    const { tokens, signInAgain } = await newOrganisation(anyone());
    const { tokens: other } = await signInAgain();
    const next = await refreshSession(anyone(), tokens.refreshToken);
    await refreshSession(anyone(), next.refreshToken);
    await expect(refreshSession(anyone(), tokens.refreshToken)).rejects.toMatchObject(refused);
    await expect(refreshSession(anyone(), other.refreshToken)).resolves.toBeDefined();
  });

  it('is refused when it is of no kind, of another tenant, an access token, or of a user who was deactivated', async () => {
    const { tokens, user } = await newOrganisation(anyone());
    const stranger = await newOrganisation(anyone());
    const { token: misplaced } = createOpaqueToken({
      kind: 'refresh',
      tenantId: stranger.tenantId,
      id: tokens.sessionId,
    });
    const { token: nowhere } = createOpaqueToken({ kind: 'refresh', tenantId: newId(), id: tokens.sessionId });
    for (const token of ['', 'x', misplaced, nowhere, tokens.accessToken, `${tokens.refreshToken}x`]) {
      await expect(refreshSession(anyone(), token)).rejects.toMatchObject(refused);
    }
    await identity.admin('UPDATE users SET is_active = false WHERE id = $1', [user.id]);
    await expect(refreshSession(anyone(), tokens.refreshToken)).rejects.toMatchObject(refused);
    await identity.admin('UPDATE users SET is_active = true WHERE id = $1', [user.id]);
    await expect(refreshSession(anyone(), tokens.refreshToken)).resolves.toBeDefined();
  });

  it('ends with its session after the days that the tenant has set', async () => {
    const { tokens } = await newOrganisation(anyone());
    identity.clock.move({ days: 29 });
    const next = await refreshSession(anyone(), tokens.refreshToken);
    identity.clock.move({ days: 2 });
    await expect(refreshSession(anyone(), next.refreshToken)).rejects.toMatchObject(refused);
  });

  it('is kept as a hash, and the one that follows it sealed', async () => {
    const { tokens } = await newOrganisation(anyone());
    const next = await refreshSession(anyone(), tokens.refreshToken);
    const [row] = await identity.admin<{ text: string }>('SELECT s::text AS text FROM sessions s WHERE id = $1', [
      tokens.sessionId,
    ]);
    for (const token of [tokens.refreshToken, next.refreshToken]) {
      expect(row?.text).not.toContain(Buffer.from(token).toString('hex'));
    }
  });
});

describe('a session', () => {
  it('ends when its person signs out, and the others go on', async () => {
    const { tokens, signInAgain, tenantId } = await newOrganisation(anyone());
    const { tokens: other } = await signInAgain();
    expect(await signOut(await enter(tokens.accessToken))).toBe(true);
    await expect(refreshSession(anyone(), tokens.refreshToken)).rejects.toMatchObject(refused);
    await expect(refreshSession(anyone(), other.refreshToken)).resolves.toBeDefined();
    const audit = await identity.admin(
      `SELECT detail->>'reason' AS reason FROM audit_records WHERE tenant_id = $1 AND action = 'session.ended'`,
      [tenantId],
    );
    expect(audit).toEqual([{ reason: 'signed_out' }]);
  });

  it('is listed to its person, with the present one marked by its id, and can be ended from another', async () => {
    const { tokens, signInAgain } = await newOrganisation(anyone());
    const { tokens: lost } = await signInAgain();
    const ctx = await enter(tokens.accessToken);
    const list = async () => (await listSessions(ctx, { page: {} })).rows.map(({ row }) => row.id);
    expect(await list()).toEqual([lost.sessionId, tokens.sessionId]);
    const order = { field: 'rotatedAt', direction: 'ASC' } as const;
    const oldestFirst = await listSessions(ctx, { page: {}, order });
    expect(oldestFirst.rows.map(({ row }) => row.id)).toEqual([tokens.sessionId, lost.sessionId]);
    expect(await revokeSession(ctx, lost.sessionId)).toMatchObject({ revokedReason: 'revoked_by_owner' });
    expect(await list()).toEqual([tokens.sessionId]);
    await expect(refreshSession(anyone(), lost.refreshToken)).rejects.toMatchObject(refused);
  });

  it('is found by words of its browser and address, and by how long nobody has used it', async () => {
    const tenant = await identity.newTenant();
    const session = tenant.owner.actor.credentialId ?? '';
    const browser = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36';
    await identity.admin(
      `UPDATE sessions SET user_agent = $2, ip_address = '192.0.2.7', rotated_at = '2026-01-01' WHERE id = $1::uuid`,
      [session, browser],
    );
    const found = async (filter: object) =>
      (await listSessions(tenant.owner, { page: {}, ...filter })).rows.map(({ row }) => row.id);
    expect(await found({ text: 'linux CHROME' })).toEqual([session]);
    expect(await found({ text: '192.0.2' })).toEqual([session]);
    expect(await found({ text: 'chrome windows' })).toEqual([]);
    expect(await found({ idleSince: new Date('2026-01-02') })).toEqual([session]);
    expect(await found({ idleSince: new Date('2025-12-31') })).toEqual([]);
  });

  it('of someone else is hidden from a member, shown to an auditor, and ended by an admin', async () => {
    const tenant = await identity.newTenant();
    const target = tenant.owner.actor.credentialId ?? '';
    const [member, auditor, admin] = [
      await tenant.actor('MEMBER'),
      await tenant.actor('AUDITOR'),
      await tenant.actor('ADMIN'),
    ];
    const ask = { page: {}, userId: tenant.owner.actor.id };
    expect(() => listSessions(member, ask)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    await expect(revokeSession(member, target)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await listSessions(auditor, ask)).rows).toHaveLength(1);
    expect(() => listSessions(auditor, { page: {}, userId: 'x' })).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT' }),
    );
    await expect(revokeSession(auditor, target)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await revokeSession(admin, target)).toMatchObject({ revokedReason: 'revoked_by_admin' });
  });

  it('of another tenant does not exist', async () => {
    const [one, two] = [await identity.newTenant(), await identity.newTenant()];
    await expect(revokeSession(one.owner, two.owner.actor.credentialId ?? '')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect((await listSessions(one.owner, { page: {}, userId: two.owner.actor.id })).rows).toEqual([]);
  });
});

describe('changing the password', () => {
  const newPassword = 'violet harbour compass';

  it('ends the other sessions, and lets the new one in only', async () => {
    const { tokens, typed, signInAgain, tenantId } = await newOrganisation(anyone());
    const { tokens: other } = await signInAgain();
    const ctx = await enter(tokens.accessToken);
    await changePassword(ctx, { currentPassword: typed.password, newPassword });
    await expect(refreshSession(anyone(), other.refreshToken)).rejects.toMatchObject(refused);
    await expect(refreshSession(anyone(), tokens.refreshToken)).resolves.toBeDefined();
    await expect(signIn(anyone(), typed)).rejects.toMatchObject(refused);
    await expect(signIn(anyone(), { ...typed, password: newPassword })).resolves.toBeDefined();
    const audit = await identity.admin<{ text: string }>(
      `SELECT r::text AS text FROM audit_records r WHERE tenant_id = $1 AND action = 'user.password_changed'`,
      [tenantId],
    );
    expect(audit).toHaveLength(1);
    expect(audit[0]?.text).not.toContain('harbour');
  });

  it('is refused with a wrong present password, ten times, and then altogether', async () => {
    const { tokens, typed } = await newOrganisation(anyone());
    const ctx = await enter(tokens.accessToken);
    for (let guess = 0; guess < 10; guess++) {
      await expect(changePassword(ctx, { currentPassword: `guess ${guess}`, newPassword })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        fields: [{ path: 'currentPassword' }],
      });
    }
    await expect(changePassword(ctx, { currentPassword: typed.password, newPassword })).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
  });

  it('is refused for a weak new password', async () => {
    const { tokens, typed } = await newOrganisation(anyone());
    const ctx = await enter(tokens.accessToken);
    await expect(
      changePassword(ctx, { currentPassword: typed.password, newPassword: 'too short' }),
    ).rejects.toMatchObject({
      fields: [{ path: 'newPassword' }],
    });
  });
});
