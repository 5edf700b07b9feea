import { hash } from '@node-rs/argon2';
import type pg from 'pg';
import { describe, expect, it } from 'vitest';
import { signIn } from '../../../server/src/modules/sign-in/index.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { TEST_PASSWORD } from '../../harness/services.ts';
import { newOrganisation, startIdentity } from './setup.ts';

const identity = await startIdentity();
const WRONG = 'quite another passphrase';

const eventsOf = (tenantId: string, type: string) =>
  identity.admin<{ data: Record<string, unknown>; actor_id: string | null; ip_address: string }>(
    'SELECT data, actor_id, ip_address FROM events WHERE tenant_id = $1 AND type = $2 ORDER BY id',
    [tenantId, type],
  );

async function refusal(attempt: Promise<unknown>) {
  const error = await attempt.then(
    () => null,
    (error: { code: string; message: string; reason?: string; retryAfterSeconds?: number }) => error,
  );
  if (!error) throw new Error('it was not refused');
  return error;
}

describe('signing in', () => {
  it('answers a session, notes the time, and tells of it with who, how and from where', async () => {
    const { typed, tenantId, user } = await newOrganisation(identity.anyone());
    const { tokens, user: signedIn } = await signIn(identity.from('203.0.113.7'), {
      ...typed,
      email: typed.email.toUpperCase(),
    });
    expect(tokens.accessToken.split('.')).toHaveLength(3);
    expect(tokens.expiresAt.getTime() - identity.clock.now().getTime()).toBeLessThanOrEqual(15 * 60 * 1000);
    expect(signedIn.lastSignInAt).toBeInstanceOf(Date);
    expect(await eventsOf(tenantId, 'login.success')).toMatchObject([
      {
        actor_id: user.id,
        ip_address: '203.0.113.7',
        data: { user_id: user.id, user_email: user.email, method: 'password' },
      },
    ]);
    const audit = await identity.admin(
      `SELECT actor_id, outcome FROM audit_records WHERE tenant_id = $1 AND action = 'login.success'`,
      [tenantId],
    );
    expect(audit).toMatchObject([{ actor_id: user.id, outcome: 'changed' }]);
  });

  it('hashes the password anew where its hash is weaker than today’s', async () => {
    const { typed, user } = await newOrganisation(identity.anyone());
    const weak = await hash(typed.password, { memoryCost: 8192, timeCost: 1, parallelism: 1 });
    await identity.admin('UPDATE users SET password_hash = $2 WHERE id = $1', [user.id, weak]);
    await signIn(identity.anyone(), typed);
    const hashOf = async () =>
      (await identity.admin<{ hash: string }>('SELECT password_hash AS hash FROM users WHERE id = $1', [user.id]))[0]
        ?.hash;
    const renewed = await hashOf();
    expect(renewed).toContain('m=19456,t=2,p=1');
    await signIn(identity.anyone(), typed);
    expect(await hashOf()).toBe(renewed);
  });

  it('refuses in the same words whatever was wrong', async () => {
    const { typed, tenantId, user } = await newOrganisation(identity.anyone());
    const other = await newOrganisation(identity.anyone());
    await identity.admin(
      `INSERT INTO users (tenant_id, id, email, username, is_active, password_hash)
       SELECT tenant_id, $2, 'gone@x.test', 'gone', false, password_hash FROM users WHERE id = $1`,
      [user.id, newId()],
    );
    await identity.admin(`INSERT INTO users (tenant_id, id, email, username) VALUES ($1, $2, 'new@x.test', 'new')`, [
      tenantId,
      newId(),
    ]);
    const attempts = [
      { ...typed, tenantSlug: 'no-such-organisation' },
      { ...typed, tenantSlug: other.typed.tenantSlug },
      { ...typed, email: 'nobody@x.test' },
      { ...typed, email: 'gone@x.test' },
      { ...typed, email: 'new@x.test' },
      { ...typed, password: WRONG },
      { ...typed, password: '' },
      { ...typed, password: 'x'.repeat(900) },
    ];
    const refusals = await Promise.all(attempts.map((attempt) => refusal(signIn(identity.anyone(), attempt))));
    for (const { code, message, reason } of refusals) {
      expect({ code, message, reason }).toEqual({
        code: 'UNAUTHENTICATED',
        message: refusals[0]?.message,
        reason: undefined,
      });
    }
  });

  it('tells the tenant of failures, by the address that was typed, with nobody as the actor', async () => {
    const { typed, tenantId, user } = await newOrganisation(identity.anyone());
    await refusal(signIn(identity.anyone(), { ...typed, password: WRONG }));
    await refusal(signIn(identity.anyone(), { ...typed, email: 'nobody@x.test' }));
    await refusal(signIn(identity.anyone(), { ...typed, tenantSlug: 'no-such-organisation' }));
    const failures = await eventsOf(tenantId, 'login.failed');
    expect(failures).toMatchObject([
      { actor_id: null, data: { user_id: user.id, user_email: user.email, reason: 'invalid_credentials' } },
      { actor_id: null, data: { user_email: 'nobody@x.test', reason: 'invalid_credentials' } },
    ]);
    expect(JSON.stringify(failures)).not.toContain(WRONG);
    const audit = await identity.admin(
      `SELECT outcome FROM audit_records WHERE tenant_id = $1 AND action = 'login.failed'`,
      [tenantId],
    );
    expect(audit).toEqual([{ outcome: 'failed' }, { outcome: 'failed' }]);
  });

  it('hashes once whatever is wrong, so that the time tells nothing', async () => {
    const { typed } = await newOrganisation(identity.anyone());
    const { passwords } = identity.services.keys;
    const hashed: boolean[] = [];
    const keys = {
      ...identity.services.keys,
      passwords: {
        ...passwords,
        verify: (password: string, passwordHash: string | null) => {
          hashed.push(passwordHash !== null);
          return passwords.verify(password, passwordHash);
        },
      },
    };
    const wrong = { ...typed, password: WRONG };
    for (const attempt of [wrong, { ...wrong, email: 'nobody@x.test' }, { ...wrong, tenantSlug: 'nowhere' }]) {
      await refusal(signIn({ ...identity.anyone(), keys }, attempt));
    }
    // Where there is no account the hasher is given none, and does the same work against a decoy.
    expect(hashed).toEqual([true, false, false]);
  });

  it('writes as much for an organisation that there is not, and leaves nothing of it', async () => {
    const { typed, tenantId } = await newOrganisation(identity.anyone());
    const kept = () =>
      identity.admin(
        `SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM audit_records) AS records,
                             (SELECT count(*) FROM undispatched_events WHERE tenant_id <> $1) AS waiting`,
        [tenantId],
      );
    const work = async (attempt: typeof typed) => {
      const { app } = identity.services.db.pools;
      const asked: string[] = [];
      const listening = new Map<pg.PoolClient, pg.PoolClient['query']>();
      const listen = (client: pg.PoolClient) => {
        if (listening.has(client)) return;
        const query = client.query;
        listening.set(client, query);
        client.query = ((statement: string | { text: string }, ...rest: unknown[]) => {
          asked.push(typeof statement === 'string' ? statement : statement.text);
          return Reflect.apply(query, client, [statement, ...rest]);
        }) as typeof query;
      };
      app.on('acquire', listen);
      expect((await refusal(signIn(identity.anyone(), attempt))).code).toBe('UNAUTHENTICATED');
      app.off('acquire', listen);
      for (const [client, query] of listening) client.query = query;
      return asked.filter((text) => !/SAVEPOINT/.test(text));
    };
    await work({ ...typed, email: 'nobody@x.test' });
    const ofAccount = await work({ ...typed, email: 'nobody@x.test' });
    const before = await kept();
    const ofNone = await work({ ...typed, tenantSlug: 'no-such-organisation' });
    expect(ofNone).toEqual(ofAccount);
    expect(ofNone.filter((text) => /^\s*INSERT INTO (events|audit_records)/.test(text))).toHaveLength(2);
    expect(ofNone.at(-1)).toMatch(/COMMIT/);
    expect(await kept()).toEqual(before);
  });
});

describe('the limit of failures', () => {
  it('closes an account after ten, for the right password too, and says when to come back', async () => {
    const { typed } = await newOrganisation(identity.anyone());
    for (let failure = 0; failure < 10; failure++) {
      expect((await refusal(signIn(identity.anyone(), { ...typed, password: WRONG }))).code).toBe('UNAUTHENTICATED');
    }
    const { code, retryAfterSeconds = 0 } = await refusal(signIn(identity.anyone(), typed));
    expect(code).toBe('LIMIT_EXCEEDED');
    expect(retryAfterSeconds).toBeGreaterThan(800);
    expect(retryAfterSeconds).toBeLessThanOrEqual(900);
  });

  it('does not count successes', async () => {
    const { typed } = await newOrganisation(identity.anyone());
    for (let success = 0; success < 12; success++) await signIn(identity.from('203.0.113.40'), typed);
    const kept = await identity.admin<{ points: number }>(
      `SELECT points FROM rate_limits WHERE key LIKE '%203.0.113.40'`,
    );
    expect(kept).toEqual([{ points: 0 }]);
  });

  it('lets no more guesses through when they come all at once, on two processes', async () => {
    const { typed } = await newOrganisation(identity.anyone());
    const another = await identity.anotherProcess();
    const guesses = Array.from({ length: 30 }, (_, index) =>
      refusal(signIn(index % 2 ? identity.anyone() : another.anyone(), { ...typed, password: `${WRONG} ${index}` })),
    );
    const codes = (await Promise.all(guesses)).map(({ code }) => code);
    expect(codes.filter((code) => code === 'UNAUTHENTICATED')).toHaveLength(10);
    expect(codes.filter((code) => code === 'LIMIT_EXCEEDED')).toHaveLength(20);
  });

  it('closes an address after fifty failures of any accounts, and no other address', async () => {
    const { typed } = await newOrganisation(identity.anyone());
    const spray = (address: string, index: number) =>
      refusal(signIn(identity.from(address), { ...typed, tenantSlug: `nowhere-${index}`, password: 'x' }));
    // One customer has a whole /64.
    const codes = await Promise.all(
      Array.from({ length: 51 }, (_, index) => spray(`2001:db8:0:1::${index + 1}`, index)),
    );
    expect(codes.filter(({ code }) => code === 'LIMIT_EXCEEDED')).toHaveLength(1);
    await expect(signIn(identity.from('2001:db8:0:1:ffff::1'), typed)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
    });
    await expect(signIn(identity.from('2001:db8:0:2::1'), typed)).resolves.toBeDefined();
  });

  it('keeps no address of mail', async () => {
    await refusal(signIn(identity.anyone(), { tenantSlug: 'x', email: 'secretive@x.test', password: TEST_PASSWORD }));
    const rows = await identity.admin('SELECT key FROM rate_limits');
    expect(JSON.stringify(rows)).not.toContain('secretive');
  });
});
