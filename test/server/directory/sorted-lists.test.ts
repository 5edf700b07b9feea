import { describe, expect, it } from 'vitest';
import { findMembers, type MemberOrderField } from '../../../server/src/modules/group/find-members.ts';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { listIntegrations } from '../../../server/src/modules/integration/list.ts';
import { listTasks } from '../../../server/src/modules/task/list.ts';
import { listUsers, type UserOrderField } from '../../../server/src/modules/user/list.ts';
import type { Page, PageInput } from '../../../server/src/pagination.ts';
import { newId } from '../../../server/src/platform/id.ts';
import { refusal, startDirectory } from './setup.ts';

const directory = await startDirectory();
const { owner, tenantId } = await directory.newTenant();

/** Two of each, so that pages end within those that are alike. */
const TIMES = [null, '2026-03-01T00:00:00Z', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', null].flatMap((time) => {
  const at = time && new Date(time);
  return [at, at];
});
const ROLES = ['MEMBER', 'AUDITOR', 'ADMIN', 'OWNER'] as const;
const SOURCES = ['SYNC', 'MANUAL', 'RULE'] as const;

const some = TIMES.map((at, index) => ({ at, index, isEven: index % 2 === 0, id: newId() }));
const group = await createGroup(owner, { name: 'sorted' });
await owner.db.tenant(tenantId, async ({ prisma }) => {
  await prisma.user.createMany({
    data: some.map(({ at, index, isEven, id }) => ({
      tenantId,
      id,
      email: `u${index}@s.test`,
      username: `u${index}`,
      lastName: 'Same',
      lastSignInAt: at,
      role: ROLES[index % 4] ?? 'MEMBER',
      isActive: isEven,
    })),
  });
  await prisma.membership.createMany({
    data: some.map(({ at, index, id }) => ({
      tenantId,
      groupId: group.id,
      userId: id,
      expiresAt: at,
      source: SOURCES[index % 3] ?? 'MANUAL',
    })),
  });
  await prisma.task.createMany({
    data: some.map(({ at, index, isEven, id }) => ({
      tenantId,
      id,
      name: `sorted ${index}`,
      scheduleType: 'ONCE',
      nextRunAt: at,
      enabled: isEven,
    })),
  });
  await prisma.integration.createMany({
    data: some.map(({ at, index, isEven, id }) => ({
      tenantId,
      id,
      name: `sorted ${index}`,
      eventTypes: [],
      actions: [],
      failingSince: at,
      enabled: isEven,
    })),
  });
});

/** All rows of a list, page by page. */
async function walked<Row>(list: (page: PageInput) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Page<Row> = await list({ first: 3, after });
    rows.push(...page.rows.map(({ row }) => row));
    expect(rows.length).toBeLessThanOrEqual(some.length);
    if (!page.hasNextPage) return rows;
    after = page.rows.at(-1)?.cursor ?? null;
  }
}

type Rank = string | number | null;

/** In the order of what is said of each row, then of its id. Rows of which nothing is said come last. */
function inOrder<Row>(rows: Row[], isUp: boolean, idOf: (row: Row) => string, rankOf: (row: Row) => Rank): string[] {
  const sign = isUp ? 1 : -1;
  const compared = (a: string | number, b: string | number) => (a === b ? 0 : a < b ? -sign : sign);
  const sorted = rows.toSorted((a, b) => {
    const [left, right] = [rankOf(a), rankOf(b)];
    if (left !== null && right !== null) return compared(left, right) || compared(idOf(a), idOf(b));
    return Number(left === null) - Number(right === null) || compared(idOf(a), idOf(b));
  });
  return sorted.map(idOf);
}

const timeOf = (time: Date | null) => time?.getTime() ?? null;
const DIRECTIONS = ['ASC', 'DESC'] as const;
const bothWays = <Field>(fields: Field[]) => fields.flatMap((field) => DIRECTIONS.map((way) => [field, way] as const));

describe('a list that is sorted by what may be empty, or has an order of its own', () => {
  type User = Awaited<ReturnType<typeof listUsers>>['rows'][number]['row'];
  const USER_RANKS: Partial<Record<UserOrderField, (user: User) => Rank>> = {
    lastName: ({ lastName }) => lastName,
    lastSignInAt: ({ lastSignInAt }) => timeOf(lastSignInAt),
    role: ({ role }) => ['OWNER', 'ADMIN', 'MEMBER', 'AUDITOR'].indexOf(role),
    isActive: ({ isActive }) => Number(isActive),
  };
  it.each(bothWays(Object.keys(USER_RANKS) as UserOrderField[]))(
    'shows each user once, by %s %s',
    async (field, way) => {
      const filter = { text: '@s.test' };
      const rows = await walked((page) => listUsers(owner, { page, filter, order: { field, direction: way } }));
      const expected = inOrder(rows, way === 'ASC', ({ id }) => id, USER_RANKS[field] ?? (() => null));
      expect(rows.map(({ id }) => id)).toEqual(expected);
      expect(new Set(expected).size).toBe(some.length);
    },
  );

  it.each(bothWays<MemberOrderField>(['source', 'expiresAt', 'lastName']))(
    'shows each member once, by %s %s',
    async (field, way) => {
      const rows = await walked((page) => findMembers(owner, group.id, { page, order: { field, direction: way } }));
      const expected = inOrder(
        rows,
        way === 'ASC',
        ({ userId }) => userId,
        ({ source, expiresAt }) => {
          if (field === 'lastName') return 'Same';
          return field === 'source' ? ['MANUAL', 'SCIM', 'SYNC', 'REQUEST', 'RULE'].indexOf(source) : timeOf(expiresAt);
        },
      );
      expect(rows.map(({ userId }) => userId)).toEqual(expected);
      expect(new Set(expected).size).toBe(some.length);
    },
  );

  it.each(DIRECTIONS)('shows tasks by their next run %s, and last those that will not run', async (way) => {
    const order = { field: 'nextRunAt', direction: way } as const;
    const rows = await walked((page) => listTasks(owner, { page, filter: { text: 'sorted' }, order }));
    const sign = way === 'ASC' ? 1 : -1;
    const due = rows.filter(({ enabled, nextRunAt }) => enabled && nextRunAt).map(({ nextRunAt }) => timeOf(nextRunAt));
    expect(due).toHaveLength(3);
    expect(due).toEqual(due.toSorted((a, b) => sign * ((a ?? 0) - (b ?? 0))));
    expect(rows.slice(0, 3).every(({ enabled, nextRunAt }) => enabled && nextRunAt)).toBe(true);
    expect(rows.slice(5).every(({ enabled }) => !enabled)).toBe(true);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(some.length);
  });

  it('shows integrations by their state: those that fail for longest, those that work, the disabled', async () => {
    const list = (direction: 'ASC' | 'DESC') =>
      walked((page) =>
        listIntegrations(owner, { page, filter: { text: 'sorted' }, order: { field: 'state', direction } }),
      );
    const up = await list('ASC');
    const words = up.map(({ enabled, failingSince }) =>
      enabled ? (failingSince?.toISOString().slice(0, 7) ?? 'works') : 'disabled',
    );
    expect(words.slice(0, 5)).toEqual(['2026-01', '2026-02', '2026-03', 'works', 'works']);
    expect(new Set(words.slice(5))).toEqual(new Set(['disabled']));
    expect((await list('DESC')).map(({ id }) => id)).toEqual(up.map(({ id }) => id).toReversed());
  });

  it('refuses the cursor of another order', async () => {
    const cursorOf = async (field: UserOrderField) => {
      const page = await listUsers(owner, { page: { first: 1 }, order: { field, direction: 'ASC' } });
      return page.rows[0]?.cursor ?? '';
    };
    const after = await cursorOf('email');
    const by = (field: UserOrderField, cursor: string) => () =>
      listUsers(owner, { page: { after: cursor }, order: { field, direction: 'ASC' } });
    expect(await refusal(by('role', after))).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path: 'after' }] });
    expect(await refusal(by('isActive', await cursorOf('role')))).toMatchObject({ code: 'INVALID_INPUT' });
  });
});
