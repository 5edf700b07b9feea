import { describe, expect, it } from 'vitest';
import { createAppMapping } from '../../../server/src/modules/app-mapping/index.ts';
import { createApplication } from '../../../server/src/modules/application/index.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { signIn } from '../../../server/src/modules/sign-in/index.ts';
import { activateUser } from '../../../server/src/modules/user/activate.ts';
import { deactivateUser } from '../../../server/src/modules/user/deactivate.ts';
import { deleteUser } from '../../../server/src/modules/user/delete.ts';
import { readUser } from '../../../server/src/modules/user/get.ts';
import { createUser, setUserPassword } from '../../../server/src/modules/user/index.ts';
import { updateUser } from '../../../server/src/modules/user/update.ts';
import { person, refusal, startDirectory, trailOf } from './setup.ts';

const directory = await startDirectory();
const { owner, slug } = await directory.newTenant();
const sessionsOf = (userId: string) =>
  owner.db.tenant(owner.tenantId, ({ prisma }) => prisma.session.findMany({ where: { userId } }));

describe('createUser', () => {
  it('creates a member, told by an event and an audit row', async () => {
    const { result, events, audit } = await trailOf(owner, () =>
      createUser(owner, {
        email: ' Ada@Example.Test ',
        firstName: 'Ada',
        lastName: 'Lovelace',
        attributes: { team: 1 },
      }),
    );
    expect(result).toMatchObject({ email: 'ada@example.test', username: 'ada', role: 'MEMBER', isActive: true });
    expect(result).not.toHaveProperty('passwordHash');
    expect(events).toMatchObject([
      {
        type: 'user.created',
        actorId: owner.actor.id,
        previous: null,
        data: { user_id: result.id, user_email: 'ada@example.test', user_attributes: { team: 1 }, user_role: 'member' },
      },
    ]);
    expect(audit).toMatchObject([
      {
        action: 'user.created',
        outcome: 'changed',
        targetId: result.id,
        eventId: events[0]?.id,
        actorId: owner.actor.id,
      },
    ]);
    expect(audit[0]?.detail).toMatchObject({ new: { email: 'ada@example.test', firstName: 'Ada' } });
  });

  it('takes the whole email for a username when the short one is taken', async () => {
    await createUser(owner, { email: 'grace@one.test' });
    expect(await createUser(owner, { email: 'grace@two.test' })).toMatchObject({ username: 'grace@two.test' });
  });

  it('refuses what is taken, naming the field', async () => {
    await createUser(owner, { email: 'taken@example.test', username: 'taken' });
    const email = await refusal(() => createUser(owner, { email: 'TAKEN@example.test', username: 'other' }));
    expect(email).toMatchObject({ code: 'CONFLICT', fields: [{ path: 'email' }] });
    const username = await refusal(() => createUser(owner, { email: 'other@example.test', username: 'taken' }));
    expect(username).toMatchObject({ code: 'CONFLICT', fields: [{ path: 'username' }] });
  });

  it.each([
    [{ email: 'not an address' }, 'email'],
    [{ email: 'a@b.test', username: 'with space' }, 'username'],
    [{ email: 'a@b.test', attributes: ['list'] }, 'attributes'],
    [{ email: 'a@b.test', role: 'KING' }, 'role'],
  ])('refuses %j', async (input, path) => {
    const refused = await refusal(() => createUser(owner, input));
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path }] });
  });

  it('refuses a manager who does not exist', async () => {
    const managerId = '00000000-0000-7000-8000-000000000000';
    expect(await refusal(() => createUser(owner, { email: 'm@b.test', managerId }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('updateUser', () => {
  it('tells old and new values of what changed, and of nothing else', async () => {
    const user = await person(owner, { firstName: 'Old', attributes: { a: 1 } });
    const { events, audit, result } = await trailOf(owner, () =>
      updateUser(owner, user.id, { firstName: 'New', attributes: { a: 2 }, lastName: user.lastName }),
    );
    expect(result).toMatchObject({ firstName: 'New', attributes: { a: 2 }, version: 2 });
    expect(events).toMatchObject([
      { type: 'user.updated', data: { user_first_name: 'New', user_attributes: { a: 2 } } },
    ]);
    expect(events[0]?.previous).toEqual({ user_first_name: 'Old', user_attributes: { a: 1 } });
    expect(audit).toMatchObject([{ action: 'user.updated', eventId: events[0]?.id }]);
    expect(audit[0]?.detail).toEqual({
      old: { firstName: 'Old', attributes: { a: 1 } },
      new: { firstName: 'New', attributes: { a: 2 } },
    });
  });

  it('is a noop, in the audit log only, when nothing changes', async () => {
    const user = await person(owner, { firstName: 'Same' });
    const { events, audit } = await trailOf(owner, () =>
      updateUser(owner, user.id, { firstName: 'Same', email: user.email.toUpperCase() }),
    );
    expect(events).toEqual([]);
    expect(audit).toMatchObject([{ action: 'user.updated', outcome: 'noop', eventId: null }]);
  });

  it('refuses a taken email', async () => {
    const [one, two] = [await person(owner), await person(owner)];
    expect(await refusal(() => updateUser(owner, one.id, { email: two.email }))).toMatchObject({ code: 'CONFLICT' });
  });
});

describe('deactivating and activating', () => {
  it('ends the sessions, and both are told', async () => {
    const user = await person(owner);
    const password = 'correct horse battery staple';
    await setUserPassword(owner, { id: user.id, password });
    const typed = { tenantSlug: slug, email: user.email, password };
    await signIn(directory.anyone(), typed);

    const off = await trailOf(owner, () => deactivateUser(owner, user.id));
    expect(off.result.isActive).toBe(false);
    expect(off.events).toMatchObject([
      { type: 'user.deactivated', data: { user_active: false }, previous: { user_active: true } },
    ]);
    expect(off.audit).toMatchObject([{ action: 'user.deactivated', detail: { old: { isActive: true } } }]);
    expect(await sessionsOf(user.id)).toMatchObject([{ revokedReason: 'user_deactivated' }]);
    expect(await refusal(() => signIn(directory.anyone(), typed))).toMatchObject({ code: 'UNAUTHENTICATED' });

    const on = await trailOf(owner, () => activateUser(owner, user.id));
    expect(on.events).toMatchObject([{ type: 'user.activated', previous: { user_active: false } }]);
    expect(on.audit).toMatchObject([{ action: 'user.activated', outcome: 'changed' }]);
    await signIn(directory.anyone(), typed);
  });

  it('is a noop when there is nothing to do', async () => {
    const user = await person(owner);
    const on = await trailOf(owner, () => activateUser(owner, user.id));
    expect(on).toMatchObject({ events: [], audit: [{ outcome: 'noop' }] });
    await deactivateUser(owner, user.id);
    const off = await trailOf(owner, () => deactivateUser(owner, user.id));
    expect(off).toMatchObject({ events: [], audit: [{ outcome: 'noop' }] });
  });
});

describe('deleteUser', () => {
  it('tells of the user, of each membership, of each mapping and of each report', async () => {
    const user = await person(owner);
    const report = await person(owner, { managerId: user.id });
    const groups = await Promise.all(
      ['one', 'two'].map((name) => createGroup(owner, { name: `of the deleted ${name}` })),
    );
    for (const group of groups) await addGroupMember(owner, { groupId: group.id, userId: user.id });
    const { application } = await createApplication(owner, { name: 'Used by the deleted' });
    await createAppMapping(owner, { applicationId: application.id, userId: user.id, role: 'admin' });

    const { events, audit, result } = await trailOf(owner, () => deleteUser(owner, user.id));
    expect(result).toMatchObject({ id: user.id, email: user.email });
    expect(events.map(({ type }) => type).sort()).toEqual([
      'app_mapping.deleted',
      'group.member_removed',
      'group.member_removed',
      'user.deleted',
      'user.updated',
    ]);
    const removed = events.filter(({ type }) => type === 'group.member_removed');
    expect(removed.map(({ data }) => data)).toMatchObject([
      { removal_reason: 'user_deleted', user_email: user.email },
      { removal_reason: 'user_deleted' },
    ]);
    expect(events.find(({ type }) => type === 'user.updated')).toMatchObject({
      data: { user_id: report.id, user_manager_id: null },
      previous: { user_manager_id: user.id },
    });
    expect(audit.map(({ eventId }) => eventId).sort()).toEqual(events.map(({ id }) => id).sort());
    expect(await refusal(() => readUser(owner, user.id))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await readUser(owner, report.id)).toMatchObject({ managerId: null });
  });
});

describe('setUserPassword', () => {
  it('lets the user sign in, ends their sessions, and is audited without the password', async () => {
    const user = await person(owner);
    const password = 'an entirely new passphrase';
    const first = await trailOf(owner, () => setUserPassword(owner, { id: user.id, password }));
    expect(first.events).toEqual([]);
    expect(first.audit).toMatchObject([{ action: 'user.password_set', targetId: user.id }]);
    expect(JSON.stringify(first.audit[0]?.detail)).not.toContain(password);
    const signedIn = await signIn(directory.anyone(), { tenantSlug: slug, email: user.email, password });
    expect(signedIn.user.id).toBe(user.id);
    await setUserPassword(owner, { id: user.id, password: 'another new passphrase' });
    expect(await sessionsOf(user.id)).toMatchObject([{ revokedReason: 'password_set' }]);
  });

  it('refuses a short one', async () => {
    const user = await person(owner);
    const refused = await refusal(() => setUserPassword(owner, { id: user.id, password: 'short' }));
    expect(refused).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'password' }] });
  });
});
