import { describe, expect, it } from 'vitest';
import { addGroupMembers } from '../../../server/src/modules/group/add-members.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { removeGroupMembers } from '../../../server/src/modules/group/remove-members.ts';
import { activateUsers } from '../../../server/src/modules/user/activate-users.ts';
import { deactivateUsers } from '../../../server/src/modules/user/deactivate-users.ts';
import { deactivateUser, readUser } from '../../../server/src/modules/user/index.ts';
import { ask } from './ask.ts';
import { person, refusal, startDirectory, trailOf } from './setup.ts';

const directory = await startDirectory();
const { owner, tenantId } = await directory.newTenant();
const theirs = await directory.newTenant();
const NOBODY = '00000000-0000-7000-8000-000000000000';

describe('deactivateUsers', () => {
  it('answers for each, and tells of those that changed', async () => {
    const [active, inactive] = [await person(owner), await person(owner)];
    await deactivateUser(owner, inactive.id);
    const stranger = await person(theirs.owner);
    const ids = [active.id, inactive.id, owner.actor.id, stranger.id, NOBODY, active.id];
    const { result, events, audit } = await trailOf(owner, () => deactivateUsers(owner, ids));
    expect(result).toEqual([
      { id: active.id, outcome: 'changed', reason: null },
      { id: inactive.id, outcome: 'noop', reason: 'is inactive already' },
      { id: owner.actor.id, outcome: 'skipped', reason: 'that is you' },
      { id: stranger.id, outcome: 'failed', reason: `there is no user ${stranger.id}` },
      { id: NOBODY, outcome: 'failed', reason: `there is no user ${NOBODY}` },
      { id: active.id, outcome: 'skipped', reason: 'it is named twice' },
    ]);
    expect(events).toMatchObject([{ type: 'user.deactivated', data: { user_id: active.id } }]);
    expect(audit.map(({ outcome }) => outcome)).toEqual(['changed', 'noop']);
    expect(await readUser(theirs.owner, stranger.id)).toMatchObject({ isActive: true });
  });

  it('refuses none, and more than 500', async () => {
    for (const ids of [[], Array.from({ length: 501 }, () => NOBODY)]) {
      expect(await refusal(() => deactivateUsers(owner, ids))).toMatchObject({ code: 'INVALID_INPUT' });
    }
  });
});

describe('activateUsers', () => {
  it('lets those who were shut out in again', async () => {
    const [active, inactive] = [await person(owner), await person(owner)];
    await deactivateUser(owner, inactive.id);
    const { result, events } = await trailOf(owner, () => activateUsers(owner, [inactive.id, active.id]));
    expect(result.map(({ outcome }) => outcome)).toEqual(['changed', 'noop']);
    expect(events).toMatchObject([{ type: 'user.activated', data: { user_id: inactive.id } }]);
  });
});

describe('members of a group, many at once', () => {
  it('are added with an end, each with an event of their own', async () => {
    const [one, other] = [await person(owner), await person(owner)];
    const { id: groupId } = await createGroup(owner, { name: 'night shift' });
    const expiresAt = new Date(Date.now() + 3_600_000);
    await addGroupMember(owner, { groupId, userId: other.id, expiresAt });
    const userIds = [one.id, other.id, NOBODY];
    const { result, events } = await trailOf(owner, () => addGroupMembers(owner, { groupId, userIds, expiresAt }));
    expect(result).toMatchObject([
      { outcome: 'changed', reason: null },
      { outcome: 'noop', reason: 'is a member already' },
      { outcome: 'failed', reason: `there is no user ${NOBODY}` },
    ]);
    expect(events).toMatchObject([{ type: 'group.member_added', data: { user_id: one.id } }]);
  });

  it('are taken out; who is none already is no failure', async () => {
    const [one, other] = [await person(owner), await person(owner)];
    const { id: groupId } = await createGroup(owner, { name: 'day shift' });
    await addGroupMember(owner, { groupId, userId: one.id });
    const { data } = await ask(
      owner,
      `mutation ($groupId: ID!, $userIds: [ID!]!) {
        removeGroupMembers(groupId: $groupId, userIds: $userIds) { changed noop skipped failed items { outcome reason } }
      }`,
      { groupId, userIds: [one.id, other.id] },
    );
    expect(data.removeGroupMembers).toEqual({
      ...{ changed: 1, noop: 1, skipped: 0, failed: 0 },
      items: [
        { outcome: 'CHANGED', reason: null },
        { outcome: 'NOOP', reason: 'is not a member' },
      ],
    });
    const left = await owner.db.tenant(tenantId, ({ prisma }) => prisma.membership.count({ where: { groupId } }));
    expect(left).toBe(0);
  });

  it('are not looked for in a group that is not there', async () => {
    const { id } = await person(owner);
    for (const act of [addGroupMembers, removeGroupMembers]) {
      expect(await refusal(() => act(owner, { groupId: NOBODY, userIds: [id] }))).toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});
