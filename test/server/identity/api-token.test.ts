import { describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { createApiToken } from '../../../server/src/modules/api-token/create.ts';
import { listApiTokens } from '../../../server/src/modules/api-token/list.ts';
import { revokeApiToken } from '../../../server/src/modules/api-token/revoke.ts';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { enrollTotp } from '../../../server/src/modules/mfa/enroll-totp.ts';
import {
  authenticate,
  endSessionsOf,
  isStillValid,
  startCredentialWatch,
} from '../../../server/src/modules/session/index.ts';
import { getMe } from '../../../server/src/modules/sign-in/me.ts';
import { createOpaqueToken } from '../../../server/src/platform/crypto/index.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { transaction } from '../../../server/src/transaction.ts';
import { eventually } from '../../harness/eventually.ts';
import { startIdentity } from './setup.ts';

const identity = await startIdentity();
const enter = (token: string) => authenticate(identity.anyone(), token);
const refused = { code: 'UNAUTHENTICATED' };
const create = (ctx: Context, input: object = {}) =>
  createApiToken(ctx, { name: 'CI', scopes: ['group:read'], ...input });

describe('an API token', () => {
  it('acts as its owner, within its scopes', async () => {
    const { owner, tenantId } = await identity.newTenant();
    const { token, apiToken } = await create(owner, { scopes: ['group:write', 'group:read'] });
    expect(token).toMatch(/^jn_pat_/);
    const ctx = await enter(token);
    expect(ctx.tenantId).toBe(tenantId);
    expect(ctx.actor).toMatchObject({
      kind: 'api_token',
      id: owner.actor.id,
      email: owner.actor.email,
      credentialId: apiToken.id,
    });
    expect([...ctx.actor.scopes].sort()).toEqual(['group:read', 'group:write']);
    await expect(createGroup(ctx, { name: 'made by a script' })).resolves.toBeDefined();
    expect(await getMe(ctx)).toMatchObject({ id: owner.actor.id });
    const [audit] = await identity.admin(
      `SELECT actor_kind, actor_id FROM audit_records WHERE tenant_id = $1 AND action = 'group.created'`,
      [tenantId],
    );
    expect(audit).toEqual({ actor_kind: 'api_token', actor_id: owner.actor.id });
  });

  it('is shown once: kept as a hash, listed without its text, and not in the audit log', async () => {
    const { owner, tenantId } = await identity.newTenant();
    const { token } = await create(owner);
    const secret = token.slice(10);
    const { rows } = await listApiTokens(owner, { page: {} });
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const [kept] = await identity.admin<{ text: string }>(
      `SELECT (SELECT string_agg(t::text, '') FROM api_tokens t) || (SELECT string_agg(r::text, '') FROM audit_records r WHERE tenant_id = $1) AS text`,
      [tenantId],
    );
    expect(kept?.text).toContain('api_token.created');
    expect(kept?.text).not.toContain(secret);
  });

  it('is found by its name, and by whether it can be used', async () => {
    const { owner } = await identity.newTenant();
    await create(owner, { name: 'Nightly build' });
    await revokeApiToken(owner, (await create(owner, { name: 'Old build' })).apiToken.id);
    const names = async (filter: { text?: string; isActive?: boolean }) =>
      (await listApiTokens(owner, { page: {}, ...filter })).rows.map(({ row }) => row.name);
    expect(await names({ text: 'BUILD' })).toEqual(['Old build', 'Nightly build']);
    expect(await names({ text: 'build', isActive: true })).toEqual(['Nightly build']);
    expect(await names({ isActive: false })).toEqual(['Old build']);
  });

  it('is listed by when it was used, those that never were last', async () => {
    const { owner } = await identity.newTenant();
    for (const [name, usedAt] of [
      ['never', null],
      ['lately', '2026-02-01'],
      ['long ago', '2026-01-01'],
    ]) {
      const { apiToken } = await create(owner, { name });
      await identity.admin('UPDATE api_tokens SET last_used_at = $2 WHERE id = $1::uuid', [apiToken.id, usedAt]);
    }
    const names = async (direction: 'ASC' | 'DESC') => {
      const { rows } = await listApiTokens(owner, { page: {}, order: { field: 'lastUsedAt', direction } });
      return rows.map(({ row }) => row.name);
    };
    expect(await names('ASC')).toEqual(['long ago', 'lately', 'never']);
    expect(await names('DESC')).toEqual(['lately', 'long ago', 'never']);
  });

  it('holds no scope that its maker does not hold, and ends in the future', async () => {
    const tenant = await identity.newTenant();
    const [auditor, member] = [await tenant.actor('AUDITOR'), await tenant.actor('MEMBER')];
    expect(() => create(auditor, { scopes: ['group:write'] })).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    expect(() => create(member)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    await expect(create(auditor)).resolves.toBeDefined();
    const past = new Date(identity.clock.now().getTime() - 1000);
    for (const input of [{ expiresAt: past }, { scopes: [] }, { scopes: ['group:delete'] }, { name: '' }]) {
      expect(() => create(tenant.owner, input)).toThrow(expect.objectContaining({ code: 'INVALID_INPUT' }));
    }
  });

  it('makes no token, ends no session and enrols no second factor', async () => {
    const { owner } = await identity.newTenant();
    const ctx = await enter((await create(owner)).token);
    expect(() => create(ctx)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    expect(() => enrollTotp(ctx)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
  });

  it('never holds more than its owner may do by now', async () => {
    const { owner } = await identity.newTenant();
    const { token } = await create(owner, { scopes: ['group:write', 'group:read'] });
    await identity.admin(`UPDATE users SET role = 'AUDITOR' WHERE id = $1`, [owner.actor.id]);
    expect([...(await enter(token)).actor.scopes]).toEqual(['group:read']);
  });

  it('ends at its time; in ninety days where none is given', async () => {
    const { owner } = await identity.newTenant();
    const soon = await create(owner, { expiresAt: new Date(identity.clock.now().getTime() + 60_000) });
    const later = await create(owner);
    const ctx = await enter(soon.token);
    identity.clock.move({ minutes: 2 });
    await expect(enter(soon.token)).rejects.toMatchObject(refused);
    expect(isStillValid(ctx)).toBe(false);
    await expect(enter(later.token)).resolves.toBeDefined();
    identity.clock.move({ days: 91 });
    await expect(enter(later.token)).rejects.toMatchObject(refused);
  });

  it('is refused when altered, of another tenant, of another row, or of another kind', async () => {
    const [one, two] = [await identity.newTenant(), await identity.newTenant()];
    const { token, apiToken } = await create(one.owner);
    await enter(token);
    const hostile = [
      `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`,
      token.replace('jn_pat', 'jn_rt'),
      createOpaqueToken({ kind: 'api', tenantId: one.tenantId, id: apiToken.id }).token,
      createOpaqueToken({ kind: 'api', tenantId: two.tenantId, id: apiToken.id }).token,
      createOpaqueToken({ kind: 'api', tenantId: one.tenantId, id: newId() }).token,
      createOpaqueToken({ kind: 'api', tenantId: one.tenantId, id: one.owner.actor.credentialId ?? '' }).token,
      createOpaqueToken({ kind: 'application', tenantId: one.tenantId, id: apiToken.id }).token,
    ];
    for (const text of hostile) await expect(enter(text), text).rejects.toMatchObject(refused);
  });

  it('notes when it was used, at most once a minute', async () => {
    const { owner } = await identity.newTenant();
    const { token, apiToken } = await create(owner);
    const lastUse = async () =>
      (
        await identity.admin<{ at: Date | null }>('SELECT last_used_at AS at FROM api_tokens WHERE id = $1', [
          apiToken.id,
        ])
      )[0]?.at?.getTime();
    await enter(token);
    const first = await eventually(async () => {
      const at = await lastUse();
      expect(at).toBeDefined();
      return at;
    });
    await enter(token);
    identity.clock.move({ seconds: 61 });
    await enter(token);
    await eventually(async () => expect(await lastUse()).toBeGreaterThan((first ?? 0) + 60_000));
  });
});

describe('revoking an API token', () => {
  it('ends it on every process, and is audited once', async () => {
    const { owner, tenantId } = await identity.newTenant();
    const { token, apiToken } = await create(owner);
    const another = await identity.anotherProcess();
    const watch = await startCredentialWatch(another.services);
    const ctx = await authenticate(another.anyone(), token);
    await revokeApiToken(owner, apiToken.id);
    await revokeApiToken(owner, apiToken.id);
    await eventually(() => expect(isStillValid(ctx)).toBe(false), { timeoutMs: 5000 });
    await expect(authenticate(another.anyone(), token)).rejects.toMatchObject(refused);
    const audit = await identity.admin(
      `SELECT outcome FROM audit_records WHERE tenant_id = $1 AND action = 'api_token.revoked' ORDER BY id`,
      [tenantId],
    );
    expect(audit).toEqual([{ outcome: 'changed' }, { outcome: 'noop' }]);
    await watch.stop();
  });

  it('is for its owner and for who may change users; for others it is not there', async () => {
    const tenant = await identity.newTenant();
    const stranger = await identity.newTenant();
    const { apiToken } = await create(tenant.owner);
    for (const actor of [await tenant.actor('MEMBER'), await tenant.actor('AUDITOR'), stranger.owner]) {
      await expect(revokeApiToken(actor, apiToken.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(() =>
      listApiTokens(
        { ...stranger.owner, actor: { ...stranger.owner.actor, scopes: new Set() } },
        { page: {}, userId: tenant.owner.actor.id },
      ),
    ).toThrow();
    expect((await listApiTokens(stranger.owner, { page: {}, userId: tenant.owner.actor.id })).rows).toEqual([]);
    expect(await revokeApiToken(await tenant.actor('ADMIN'), apiToken.id)).toMatchObject({ id: apiToken.id });
  });

  it('happens with the sessions when all of a user ends', async () => {
    const { owner } = await identity.newTenant();
    const { token } = await create(owner);
    await enter(token);
    expect(await transaction(owner, (ctx) => endSessionsOf(ctx, owner.actor.id ?? ''))).toEqual({
      sessions: 1,
      apiTokens: 1,
    });
  });
});
