import { Secret, TOTP, URI } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { confirmTotp } from '../../../server/src/modules/mfa/confirm-totp.ts';
import { enrollTotp } from '../../../server/src/modules/mfa/enroll-totp.ts';
import { listMfaMethods } from '../../../server/src/modules/mfa/list.ts';
import { removeMfaMethod } from '../../../server/src/modules/mfa/remove.ts';
import { authenticate } from '../../../server/src/modules/session/index.ts';
import { signIn } from '../../../server/src/modules/sign-in/index.ts';
import { createUser, setUserPassword } from '../../../server/src/modules/user/index.ts';
import { TEST_PASSWORD } from '../../harness/services.ts';
import { newOrganisation, startIdentity } from './setup.ts';

const identity = await startIdentity();
const { clock } = identity;
const anyone = () => identity.anyone();

const codeOf = (secret: string) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: clock.now().getTime() });
const eventsOf = (tenantId: string, type: string) =>
  identity.admin<{ data: Record<string, string> }>(
    'SELECT data FROM events WHERE tenant_id = $1 AND type = $2 ORDER BY id',
    [tenantId, type],
  );

/** An owner with a confirmed authenticator. */
async function protectedOwner() {
  const organisation = await newOrganisation(anyone());
  const owner = await authenticate(anyone(), organisation.tokens.accessToken);
  const { secret } = await enrollTotp(owner);
  const { method, recoveryCodes } = await confirmTotp(owner, codeOf(secret));
  // The code that confirmed it is used up.
  clock.move({ seconds: 60 });
  const enter = (oneTimeCode?: string) => signIn(anyone(), { ...organisation.typed, oneTimeCode });
  return { ...organisation, owner, secret, method, recoveryCodes, enter };
}

const refused = { code: 'UNAUTHENTICATED', reason: undefined };

describe('enrolling an authenticator', () => {
  it('changes nothing until the first code is confirmed, and tells of it then', async () => {
    const { tokens, tenantId, signInAgain, user } = await newOrganisation(anyone());
    const owner = await authenticate(anyone(), tokens.accessToken);
    const { secret, uri } = await enrollTotp(owner);
    expect((URI.parse(uri) as TOTP).secret.base32).toBe(secret);
    await expect(signInAgain()).resolves.toBeDefined();
    expect(await listMfaMethods(owner)).toEqual([]);

    const { method, recoveryCodes } = await confirmTotp(owner, codeOf(secret));
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await listMfaMethods(owner)).toMatchObject([{ id: method.id }]);
    await expect(signInAgain()).rejects.toMatchObject({ code: 'UNAUTHENTICATED', reason: 'MFA_REQUIRED' });
    expect(await eventsOf(tenantId, 'mfa.enrolled')).toMatchObject([
      { data: { user_id: user.id, method_id: method.id, method_type: 'totp' } },
    ]);
    const [audit] = await identity.admin<{ text: string }>(
      `SELECT string_agg(r::text, '') AS text FROM audit_records r WHERE tenant_id = $1`,
      [tenantId],
    );
    expect(audit?.text).toContain('mfa.enrolled');
    for (const kept of [secret, ...recoveryCodes]) expect(audit?.text).not.toContain(kept);
  });

  it('is refused with a wrong code, without an enrolment, and after half an hour', async () => {
    const { tokens } = await newOrganisation(anyone());
    const owner = await authenticate(anyone(), tokens.accessToken);
    await expect(confirmTotp(owner, '123456')).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
    const { secret } = await enrollTotp(owner);
    const wrong = codeOf(Secret.fromUTF8('another secret of someone').base32);
    await expect(confirmTotp(owner, wrong)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'code' }],
    });
    clock.move({ minutes: 31 });
    await expect(confirmTotp(owner, codeOf(secret))).rejects.toMatchObject({ code: 'PRECONDITION_FAILED' });
  });

  it('keeps the secret sealed and the recovery codes hashed', async () => {
    const { secret, recoveryCodes, method } = await protectedOwner();
    const [row] = await identity.admin<{ secret: Buffer; recovery_hashes: Buffer[] }>(
      'SELECT * FROM mfa_methods WHERE id = $1',
      [method.id],
    );
    expect(row?.secret.includes(secret)).toBe(false);
    expect(row?.recovery_hashes).toHaveLength(10);
    expect(Buffer.concat(row?.recovery_hashes ?? []).includes(recoveryCodes[0] ?? '')).toBe(false);
  });
});

describe('signing in with a second factor', () => {
  it('takes the code of the authenticator, and says how', async () => {
    const { enter, secret, tenantId } = await protectedOwner();
    await expect(enter(codeOf(secret))).resolves.toBeDefined();
    const successes = await eventsOf(tenantId, 'login.success');
    expect(successes.map(({ data }) => data.method)).toEqual(['totp']);
  });

  it('takes a code once, also from two who come at once', async () => {
    const { enter, secret } = await protectedOwner();
    const code = codeOf(secret);
    const outcomes = await Promise.allSettled([enter(code), enter(code), enter(code)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(enter(code)).rejects.toMatchObject(refused);
    clock.move({ seconds: 30 });
    await expect(enter(codeOf(secret))).resolves.toBeDefined();
  });

  it('takes a recovery code once, also from two who come at once, however it is typed', async () => {
    const { enter, recoveryCodes, owner, tenantId } = await protectedOwner();
    const [first = '', second = ''] = recoveryCodes;
    const outcomes = await Promise.allSettled([
      enter(first),
      enter(first.toUpperCase()),
      enter(first.replaceAll('-', ' ')),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(enter(first)).rejects.toMatchObject(refused);
    await expect(enter(second)).resolves.toBeDefined();
    const [method] = await listMfaMethods(owner);
    expect(method?.recoveryHashes).toHaveLength(8);
    const successes = await eventsOf(tenantId, 'login.success');
    expect(successes.map(({ data }) => data.method)).toEqual(['recovery_code', 'recovery_code']);
  });

  it('is refused in the words of a wrong password, and told as a failure', async () => {
    const { enter, tenantId, typed } = await protectedOwner();
    const message = await signIn(anyone(), { ...typed, password: 'quite another passphrase' }).catch(
      (error: Error) => error.message,
    );
    for (const code of ['000000', 'abcde-fghjk', 'x'])
      await expect(enter(code)).rejects.toMatchObject({ ...refused, message });
    const failures = await eventsOf(tenantId, 'login.failed');
    expect(failures.map(({ data }) => data.reason)).toEqual([
      'invalid_credentials',
      'invalid_code',
      'invalid_code',
      'invalid_code',
    ]);
  });

  it('does not tell who has one before the password is right', async () => {
    const { typed } = await protectedOwner();
    await expect(signIn(anyone(), { ...typed, password: 'quite another passphrase' })).rejects.toMatchObject(refused);
  });

  it('counts guessed codes against the account, and asking for one not', async () => {
    const { enter, secret } = await protectedOwner();
    for (let ask = 0; ask < 12; ask++) await expect(enter()).rejects.toMatchObject({ reason: 'MFA_REQUIRED' });
    for (let guess = 0; guess < 10; guess++) await expect(enter(`guess-${guess}`)).rejects.toMatchObject(refused);
    await expect(enter(codeOf(secret))).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  it('takes no code of someone else', async () => {
    const [one, two] = [await protectedOwner(), await protectedOwner()];
    await expect(one.enter(codeOf(two.secret))).rejects.toMatchObject(refused);
    await expect(one.enter(two.recoveryCodes[0])).rejects.toMatchObject(refused);
  });
});

describe('removing a second factor', () => {
  it('by its person lets them in with the password again, and is told', async () => {
    const { owner, method, enter, tenantId } = await protectedOwner();
    await removeMfaMethod(owner, method.id);
    await expect(enter()).resolves.toBeDefined();
    expect(await eventsOf(tenantId, 'mfa.unenrolled')).toMatchObject([{ data: { method_id: method.id } }]);
  });

  it('of another is for who may change users, and of an owner for owners', async () => {
    const { owner, method } = await protectedOwner();
    const enterAs = async (role: 'ADMIN' | 'MEMBER' | 'OWNER') => {
      const person = await createUser(owner, { email: `${role}@x.test`, role });
      await setUserPassword(owner, { id: person.id, password: TEST_PASSWORD });
      const typed = { tenantSlug: await slugOf(owner.tenantId), email: `${role}@x.test`, password: TEST_PASSWORD };
      return authenticate(anyone(), (await signIn(anyone(), typed)).tokens.accessToken);
    };
    const [member, admin, other] = [await enterAs('MEMBER'), await enterAs('ADMIN'), await enterAs('OWNER')];
    await expect(removeMfaMethod(member, method.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(removeMfaMethod(admin, method.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const { secret } = await enrollTotp(member);
    const { method: ofMember } = await confirmTotp(member, codeOf(secret));
    expect(await removeMfaMethod(admin, ofMember.id)).toMatchObject({ id: ofMember.id });
    expect(await removeMfaMethod(other, method.id)).toMatchObject({ id: method.id });
  });

  it('of another tenant does not exist', async () => {
    const [one, two] = [await protectedOwner(), await protectedOwner()];
    await expect(removeMfaMethod(one.owner, two.method.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await listMfaMethods(one.owner, two.user.id)).toEqual([]);
  });
});

async function slugOf(tenantId: string): Promise<string> {
  const [tenant] = await identity.admin<{ slug: string }>('SELECT slug FROM tenants WHERE id = $1', [tenantId]);
  return tenant?.slug ?? '';
}
