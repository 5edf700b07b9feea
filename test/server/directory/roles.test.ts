import { describe, expect, it } from 'vitest';
import type { Scope } from '../../../server/src/access.ts';
import type { Context } from '../../../server/src/context.ts';
import { deactivateUser } from '../../../server/src/modules/user/deactivate.ts';
import { deleteUser } from '../../../server/src/modules/user/delete.ts';
import { createUser, setUserPassword } from '../../../server/src/modules/user/index.ts';
import { updateUser } from '../../../server/src/modules/user/update.ts';
import { importFile } from './import-fixture.ts';
import { person, refusal, startDirectory } from './setup.ts';

const directory = await startDirectory();
const password = 'a passphrase for somebody';
const idOf = ({ actor }: Context): string => actor.id ?? '';

/** An API token of the owner, with these scopes. */
function tokenOf(owner: Context, scopes: Scope[]): Context {
  return { ...owner, actor: { ...owner.actor, kind: 'api_token', scopes: new Set(scopes) } };
}

describe('roles', () => {
  it('are given by an owner, owner included', async () => {
    const { owner } = await directory.newTenant();
    const user = await person(owner);
    for (const role of ['ADMIN', 'AUDITOR', 'OWNER', 'MEMBER']) {
      expect(await updateUser(owner, user.id, { role })).toMatchObject({ role });
    }
  });

  it('are given by an admin up to admin: no owner is made, unmade, shut out, deleted or taken over', async () => {
    const { owner, actor } = await directory.newTenant();
    const admin = await actor('ADMIN');
    const user = await person(admin);
    expect(await updateUser(admin, user.id, { role: 'ADMIN' })).toMatchObject({ role: 'ADMIN' });
    const another = await person(owner, { role: 'OWNER' });
    for (const attempt of [
      () => createUser(admin, { email: 'king@example.test', role: 'OWNER' }),
      () => updateUser(admin, user.id, { role: 'OWNER' }),
      () => updateUser(admin, another.id, { role: 'MEMBER' }),
      () => updateUser(admin, another.id, { email: 'admins-own@example.test' }),
      () => updateUser(admin, another.id, { username: 'admins-own' }),
      () => deactivateUser(admin, another.id),
      () => deleteUser(admin, another.id),
      () => setUserPassword(admin, { id: another.id, password }),
    ]) {
      expect(await refusal(attempt)).toMatchObject({ code: 'FORBIDDEN' });
    }
    const { rows } = await importFile(admin, `email,username\n${another.email},admins-own`);
    expect(rows).toMatchObject([{ outcome: 'failed', reason: expect.stringContaining('only an owner') }]);
    expect(await updateUser(owner, another.id, { email: 'a-new-one@example.test' })).toBeDefined();
    expect(await updateUser(admin, another.id, { lastName: 'Other' })).toMatchObject({ lastName: 'Other' });
  });

  it('are not raised by oneself', async () => {
    const { actor } = await directory.newTenant();
    const admin = await actor('ADMIN');
    expect(await refusal(() => updateUser(admin, idOf(admin), { role: 'OWNER' }))).toMatchObject({ code: 'FORBIDDEN' });
    expect(await updateUser(admin, idOf(admin), { role: 'MEMBER' })).toMatchObject({ role: 'MEMBER' });
  });

  it('are not given by an API token that does not hold their scopes', async () => {
    const { owner } = await directory.newTenant();
    const token = tokenOf(owner, ['user:read', 'user:write']);
    const user = await person(token);
    const admin = await person(owner, { role: 'ADMIN' });
    for (const attempt of [
      () => createUser(token, { email: 'admin@example.test', role: 'ADMIN' }),
      () => updateUser(token, user.id, { role: 'AUDITOR' }),
      () => setUserPassword(token, { id: admin.id, password }),
    ]) {
      expect(await refusal(attempt)).toMatchObject({ code: 'FORBIDDEN' });
    }
    await setUserPassword(token, { id: user.id, password });
  });
});

describe('the last active owner', () => {
  const lastOwner = { code: 'PRECONDITION_FAILED', reason: 'LAST_OWNER' };

  it('is neither demoted nor deactivated nor deleted', async () => {
    const { owner } = await directory.newTenant();
    const inactive = await person(owner, { role: 'OWNER' });
    await deactivateUser(owner, inactive.id);
    expect(await refusal(() => updateUser(owner, idOf(owner), { role: 'ADMIN' }))).toMatchObject(lastOwner);
    expect(await refusal(() => deactivateUser(owner, idOf(owner)))).toMatchObject(lastOwner);
    expect(await refusal(() => deleteUser(owner, idOf(owner)))).toMatchObject(lastOwner);
  });

  it('may go once there is another', async () => {
    const { owner } = await directory.newTenant();
    await person(owner, { role: 'OWNER' });
    expect(await updateUser(owner, idOf(owner), { role: 'ADMIN' })).toMatchObject({ role: 'ADMIN' });
  });

  it('stays, when all owners leave at the same moment', async () => {
    const { owner } = await directory.newTenant();
    const others = await Promise.all([1, 2, 3].map(() => person(owner, { role: 'OWNER' })));
    const ids = [idOf(owner), ...others.map(({ id }) => id)];
    const left = await Promise.allSettled(
      ids.map((id, index) => (index % 2 ? deactivateUser(owner, id) : updateUser(owner, id, { role: 'MEMBER' }))),
    );
    expect(left.filter(({ status }) => status === 'fulfilled')).toHaveLength(ids.length - 1);
    const owners = await owner.db.tenant(owner.tenantId, ({ prisma }) =>
      prisma.user.count({ where: { role: 'OWNER', isActive: true } }),
    );
    expect(owners).toBe(1);
  });
});
