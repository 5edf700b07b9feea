import { describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { listAuditRecords } from '../../../server/src/modules/audit/list.ts';
import { findMembers } from '../../../server/src/modules/group/find-members.ts';
import { addGroupMember, createGroup } from '../../../server/src/modules/group/index.ts';
import { listSessions } from '../../../server/src/modules/session/list.ts';
import { deactivateUser } from '../../../server/src/modules/user/deactivate.ts';
import { deleteUser } from '../../../server/src/modules/user/delete.ts';
import { createUser } from '../../../server/src/modules/user/index.ts';
import { listUsers, type UserFilter, type UserOrderField } from '../../../server/src/modules/user/list.ts';
import type { PageInput } from '../../../server/src/pagination.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { refusal, startDirectory } from './setup.ts';

const directory = await startDirectory();
const byEmail = { field: 'email', direction: 'ASC' } as const;

function list(
  ctx: Context,
  input: { page?: PageInput; filter?: UserFilter; field?: UserOrderField; isDown?: boolean },
) {
  const { page = {}, filter = {}, field = 'email', isDown = false } = input;
  return listUsers(ctx, { page, filter, order: { field, direction: isDown ? 'DESC' : 'ASC' } });
}

const emailsOf = async (found: ReturnType<typeof list>) => (await found).rows.map(({ row }) => row.email);

async function organisation() {
  const { owner } = await directory.newTenant();
  const boss = await createUser(owner, { email: 'zed@a.test', firstName: 'Zed', lastName: 'Abel' });
  const add = (name: string, input: object) => createUser(owner, { email: `${name}@a.test`, username: name, ...input });
  await add('ada', {
    firstName: 'Ada',
    lastName: 'Lovelace',
    managerId: boss.id,
    attributes: { team: 'core', level: 3 },
  });
  await add('bob', { firstName: 'Bob', lastName: 'Zimmer', managerId: boss.id, attributes: { team: 'web' } });
  const cid = await add('cid', { firstName: 'Cid', lastName: 'Lovelace', role: 'AUDITOR' });
  await deactivateUser(owner, cid.id);
  const group = await createGroup(owner, { name: 'some' });
  await addGroupMember(owner, { groupId: group.id, userId: cid.id });
  return { owner, boss, group };
}

describe('a list of users', () => {
  it('is filtered by any of its conditions, and by all that are given', async () => {
    const { owner, boss, group } = await organisation();
    const found = (filter: UserFilter) => emailsOf(list(owner, { filter }));
    expect(await found({ text: 'LOVE' })).toEqual(['ada@a.test', 'cid@a.test']);
    expect(await found({ text: 'ada lovelace' })).toEqual(['ada@a.test']);
    expect(await found({ text: 'bob@a' })).toEqual(['bob@a.test']);
    expect(await found({ isActive: false })).toEqual(['cid@a.test']);
    expect(await found({ role: 'AUDITOR' })).toEqual(['cid@a.test']);
    expect(await found({ groupId: group.id })).toEqual(['cid@a.test']);
    expect(await found({ managerId: boss.id })).toEqual(['ada@a.test', 'bob@a.test']);
    expect(await found({ attributes: [{ name: 'team', value: 'core' }] })).toEqual(['ada@a.test']);
    expect(
      await found({
        attributes: [
          { name: 'level', value: 3 },
          { name: 'team', value: 'core' },
        ],
      }),
    ).toEqual(['ada@a.test']);
    expect(await found({ attributes: [{ name: 'level', value: '3' }] })).toEqual([]);
    expect(await found({ managerId: boss.id, text: 'bob' })).toEqual(['bob@a.test']);
  });

  it('is ordered by email, last name or creation, either way', async () => {
    const { owner } = await organisation();
    const filter = { text: '@a.test' };
    expect(await emailsOf(list(owner, { filter, isDown: true }))).toEqual([
      'zed@a.test',
      'cid@a.test',
      'bob@a.test',
      'ada@a.test',
    ]);
    expect(await emailsOf(list(owner, { filter, field: 'lastName' }))).toEqual([
      'zed@a.test',
      'ada@a.test',
      'cid@a.test',
      'bob@a.test',
    ]);
    expect(await emailsOf(list(owner, { filter, field: 'createdAt' }))).toEqual([
      'zed@a.test',
      'ada@a.test',
      'bob@a.test',
      'cid@a.test',
    ]);
  });

  it('counts what the filter leaves, not the page', async () => {
    const { owner } = await organisation();
    const page = await list(owner, { page: { first: 1 }, filter: { text: '@a.test' } });
    expect(page).toMatchObject({ hasNextPage: true });
    expect(page.rows).toHaveLength(1);
    expect(await page.count()).toBe(4);
  });

  it.each([0, -1, 101, 1.5])('refuses a page of %d', async (first) => {
    const { owner } = await directory.newTenant();
    expect(await refusal(() => list(owner, { page: { first } }))).toMatchObject({
      code: 'INVALID_INPUT',
      fields: [{ path: 'first' }],
    });
  });

  it.each(['nonsense', Buffer.from('["a"]').toString('base64url')])('refuses the cursor %s', async (after) => {
    const { owner } = await directory.newTenant();
    expect(await refusal(() => list(owner, { page: { after } }))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it.each([{ groupId: 'x' }, { managerId: 'x' }])('refuses the filter %j', async (filter) => {
    const { owner } = await directory.newTenant();
    expect(await refusal(() => list(owner, { filter }))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('shows each user once, while others come and go between the pages', async () => {
    const { owner } = await directory.newTenant();
    const users = await Promise.all(
      Array.from({ length: 30 }, (_, index) => createUser(owner, { email: `u${10 + index}@s.test` })),
    );
    const filter = { text: '@s.test' };
    const seen: string[] = [];
    let after: string | null = null;
    for (let page = 0; ; page++) {
      const { rows, hasNextPage } = await listUsers(owner, { page: { first: 7, after }, filter, order: byEmail });
      seen.push(...rows.map(({ row }) => row.email));
      // One that was shown goes, one that will be shown goes, one comes before and one after the cursor.
      await deleteUser(owner, users[page]?.id ?? '');
      if (page === 0) await deleteUser(owner, users[20]?.id ?? '');
      await createUser(owner, { email: `a${page}@s.test` });
      await createUser(owner, { email: `v${page}@s.test` });
      after = rows.at(-1)?.cursor ?? null;
      if (!hasNextPage) break;
    }
    expect(new Set(seen).size).toBe(seen.length);
    const stayed = users.map(({ email }) => email).filter((email) => email !== 'u30@s.test');
    expect(seen.filter((email) => email.startsWith('u'))).toEqual(stayed);
    expect(seen).toContain('v0@s.test');
    expect(seen).not.toContain('a0@s.test');
  });
});

describe('a list that is asked for by more conditions than a query should have', () => {
  const text = 'word '.repeat(11);
  const attributes = Array.from({ length: 21 }, (_, index) => ({ name: `a${index}`, value: index }));
  const actions = Array.from({ length: 201 }, (_, index) => `noun.verb_${index}`);

  it.each<[string, (ctx: Context) => Promise<unknown>]>([
    ['users by words', (ctx) => list(ctx, { filter: { text } })],
    ['users by attributes', (ctx) => list(ctx, { filter: { attributes } })],
    ['members of a group by words', (ctx) => findMembers(ctx, newId(), { page: {}, filter: { text } })],
    ['sessions by words', (ctx) => listSessions(ctx, { page: {}, text })],
    ['audit records by actions', (ctx) => listAuditRecords(ctx, { page: {}, filter: { actions } })],
  ])('is refused: %s', async (_what, ask) => {
    const { owner } = await directory.newTenant();
    expect(await refusal(async () => ask(owner))).toMatchObject({ code: 'INVALID_INPUT' });
  });
});
