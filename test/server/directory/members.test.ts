import { describe, expect, it } from 'vitest';
import { findMembers } from '../../../server/src/modules/group/find-members.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { listMembers } from '../../../server/src/modules/group/list-members.ts';
import { removeGroupMember } from '../../../server/src/modules/group/remove-member.ts';
import { deactivateUser } from '../../../server/src/modules/user/deactivate.ts';
import { sqlTransaction } from '../../../server/src/transaction.ts';
import { person, refusal, startDirectory, trailOf } from './setup.ts';

const directory = await startDirectory();
const { owner } = await directory.newTenant();
const inAnHour = () => new Date(Date.now() + 3_600_000);
const NOBODY = '00000000-0000-7000-8000-000000000000';

async function userAndGroup() {
  const user = await person(owner, { attributes: { github: 'octo' } });
  const group = await createGroup(owner, { name: `group of ${user.username}` });
  return { user, group, ids: { groupId: group.id, userId: user.id } };
}

describe('addGroupMember', () => {
  it('adds a member, told by an event that carries the whole person and group', async () => {
    const { user, group, ids } = await userAndGroup();
    const { result, events, audit } = await trailOf(owner, () => addGroupMember(owner, ids));
    expect(result).toMatchObject({ ...ids, source: 'MANUAL', expiresAt: null, user, group });
    expect(result.user).not.toHaveProperty('passwordHash');
    expect(events).toMatchObject([
      {
        type: 'group.member_added',
        previous: null,
        data: {
          user_email: user.email,
          user_attributes: { github: 'octo' },
          group_name: group.name,
          membership_source: 'manual',
          membership_expires_at: null,
        },
      },
    ]);
    expect(audit).toMatchObject([
      { action: 'group.member_added', outcome: 'changed', eventId: events[0]?.id, detail: { new: ids } },
    ]);
  });

  it('takes an end and a source', async () => {
    const { ids } = await userAndGroup();
    const expiresAt = inAnHour();
    const { events, result } = await trailOf(owner, () => addGroupMember(owner, { ...ids, expiresAt, source: 'SYNC' }));
    expect(result).toMatchObject({ expiresAt, source: 'SYNC' });
    expect(events).toMatchObject([
      { data: { membership_source: 'sync', membership_expires_at: expiresAt.toISOString() } },
    ]);
  });

  it('is a noop for who is a member already, whatever end the membership has', async () => {
    const { ids } = await userAndGroup();
    const expiresAt = inAnHour();
    await addGroupMember(owner, { ...ids, expiresAt });
    for (const input of [ids, { ...ids, expiresAt }]) {
      const { result, events, audit } = await trailOf(owner, () => addGroupMember(owner, input));
      expect(result).toMatchObject({ expiresAt });
      expect(events).toEqual([]);
      expect(audit).toMatchObject([{ action: 'group.member_added', outcome: 'noop' }]);
    }
  });

  it('moves or removes the end of a membership without an event', async () => {
    const { ids } = await userAndGroup();
    const [first, second] = [inAnHour(), new Date(Date.now() + 7_200_000)];
    await addGroupMember(owner, { ...ids, expiresAt: first });
    const moved = await trailOf(owner, () => addGroupMember(owner, { ...ids, expiresAt: second }));
    expect(moved).toMatchObject({ result: { expiresAt: second }, events: [] });
    expect(moved.audit).toMatchObject([
      {
        action: 'group.member_expiry_changed',
        outcome: 'changed',
        detail: { old: { expiresAt: first.toISOString() }, new: { expiresAt: second.toISOString() } },
      },
    ]);
    expect(await addGroupMember(owner, { ...ids, expiresAt: null })).toMatchObject({ expiresAt: null });
  });

  it('refuses an end in the past, and ends that do not exist', async () => {
    const { ids } = await userAndGroup();
    const past = await refusal(() => addGroupMember(owner, { ...ids, expiresAt: new Date(Date.now() - 1) }));
    expect(past).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'expiresAt' }] });
    for (const wrong of [{ groupId: NOBODY }, { userId: NOBODY }, { groupId: 'x' }, { userId: 'x' }]) {
      expect(await refusal(() => addGroupMember(owner, { ...ids, ...wrong }))).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('takes an inactive user', async () => {
    const { user, ids } = await userAndGroup();
    await deactivateUser(owner, user.id);
    expect(await addGroupMember(owner, ids)).toMatchObject({ user: { isActive: false } });
  });

  it('makes one membership and one event of many requests at once', async () => {
    const { ids } = await userAndGroup();
    const { result, events, audit } = await trailOf(owner, () =>
      Promise.all(Array.from({ length: 12 }, () => addGroupMember(owner, ids))),
    );
    expect(result).toHaveLength(12);
    expect(events).toHaveLength(1);
    expect(audit.filter(({ outcome }) => outcome === 'noop')).toHaveLength(11);
  });

  it('tells the same in a transaction of its own and in its caller’s', async () => {
    const { ids } = await userAndGroup();
    const input = { ...ids, source: 'SCIM', expiresAt: inAnHour() };
    const alone = await trailOf(owner, () => addGroupMember(owner, input));
    await removeGroupMember(owner, ids);
    const joined = await trailOf(owner, () => sqlTransaction(owner, (ctx) => addGroupMember(ctx, input)));
    const told = ({ events, audit }: typeof alone) => ({
      events: events.map(({ id, firedAt, ...rest }) => rest),
      audit: audit.map(({ id, at, eventId, sequence, leafHash, ...rest }) => rest),
    });
    expect(told(alone)).toEqual(told(joined));
    expect({ ...alone.result, createdAt: null }).toEqual({ ...joined.result, createdAt: null });
  });

  it('joins the transaction of its caller, and goes with it', async () => {
    const { ids } = await userAndGroup();
    const { events } = await trailOf(owner, async () => {
      const failed = sqlTransaction(owner, async (ctx) => {
        await addGroupMember(ctx, ids);
        throw new Error('the caller fails');
      });
      await expect(failed).rejects.toThrow('the caller fails');
    });
    expect(events).toEqual([]);
    expect(await refusal(() => removeGroupMember(owner, ids))).toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('removeGroupMember', () => {
  it('removes a member, told by an event and an audit row', async () => {
    const { user, ids } = await userAndGroup();
    await addGroupMember(owner, ids);
    const { result, events, audit } = await trailOf(owner, () => removeGroupMember(owner, ids));
    expect(result).toMatchObject({ ...ids, user: { email: user.email } });
    expect(events).toMatchObject([
      { type: 'group.member_removed', data: { user_email: user.email, removal_reason: 'manual' } },
    ]);
    expect(audit).toMatchObject([{ action: 'group.member_removed', detail: { old: ids }, eventId: events[0]?.id }]);
  });

  it('says NOT_FOUND where there is no membership', async () => {
    const { ids } = await userAndGroup();
    const { events, audit } = await trailOf(owner, () => refusal(() => removeGroupMember(owner, ids)));
    expect({ events, audit }).toEqual({ events: [], audit: [] });
    expect(await refusal(() => removeGroupMember(owner, { groupId: 'x', userId: 'x' }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe("a group's members", () => {
  it('come page by page, each once, while others come and go', async () => {
    const group = await createGroup(owner, { name: 'paged' });
    const users = [];
    for (let index = 0; index < 9; index++) users.push(await person(owner));
    for (const user of users) await addGroupMember(owner, { groupId: group.id, userId: user.id });
    const seen: string[] = [];
    let after: string | null = null;
    let hasNextPage = true;
    while (hasNextPage) {
      const page = await listMembers(owner, group.id, { first: 4, after });
      seen.push(...page.rows.map(({ row }) => row.userId));
      ({ hasNextPage } = page);
      after = page.rows.at(-1)?.cursor ?? null;
      await removeGroupMember(owner, { groupId: group.id, userId: seen[seen.length - 1] ?? '' });
    }
    expect(seen).toEqual(users.map(({ id }) => id));
    expect(await (await listMembers(owner, group.id, {})).count()).toBe(6);
    expect(await refusal(() => listMembers(owner, group.id, { first: 101 }))).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refusal(() => listMembers(owner, group.id, { after: 'x' }))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('are found by what they are called and by what made them members, page by page in any order', async () => {
    const group = await createGroup(owner, { name: 'searched' });
    for (const lastName of ['Byron', 'Lovelace', 'Babbage', 'Somerville']) {
      const user = await person(owner, { lastName });
      const source = lastName === 'Byron' ? 'SYNC' : 'MANUAL';
      await addGroupMember(owner, { groupId: group.id, userId: user.id, source });
    }
    const names = async (input: Parameters<typeof findMembers>[2]) => {
      const page = await findMembers(owner, group.id, input);
      return { names: page.rows.map(({ row }) => row.user?.lastName), cursor: page.rows.at(-1)?.cursor, page };
    };
    expect((await names({ page: {}, filter: { text: 'LOVE' } })).names).toEqual(['Lovelace']);
    expect((await names({ page: {}, filter: { source: 'SYNC' } })).names).toEqual(['Byron']);
    for (const [field, expected] of [
      ['lastName', ['Somerville', 'Lovelace', 'Byron', 'Babbage']],
      ['createdAt', ['Somerville', 'Babbage', 'Lovelace', 'Byron']],
    ] as const) {
      const order = { field, direction: 'DESC' } as const;
      const first = await names({ page: { first: 3 }, order });
      expect(await first.page.count()).toBe(4);
      const rest = await names({ page: { first: 3, after: first.cursor }, order });
      expect([...first.names, ...rest.names]).toEqual(expected);
    }
  });
});
