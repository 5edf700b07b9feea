import { describe, expect, it } from 'vitest';
import type { UserRow } from '../../../server/src/modules/user/index.ts';
import { updateUser } from '../../../server/src/modules/user/update.ts';
import { person, refusal, startDirectory, trailOf } from './setup.ts';

const directory = await startDirectory();
const { owner } = await directory.newTenant();

const circle = { code: 'INVALID_INPUT', fields: [{ path: 'managerId' }] };

async function people(count: number): Promise<UserRow[]> {
  return Promise.all(Array.from({ length: count }, () => person(owner)));
}

async function hasCycle(ids: string[]): Promise<boolean> {
  const rows = await owner.db.tenant(owner.tenantId, ({ prisma }) =>
    prisma.user.findMany({ where: { id: { in: ids } } }),
  );
  const managers = new Map(rows.map((row) => [row.id, row.managerId]));
  return ids.some((id) => {
    let above = managers.get(id);
    for (let step = 0; above && step <= ids.length; step++) {
      if (above === id) return true;
      above = managers.get(above);
    }
    return false;
  });
}

describe('a manager', () => {
  it('is set and removed, each told with who it was before', async () => {
    const [ada, boss] = (await people(2)) as [UserRow, UserRow];
    const set = await trailOf(owner, () => updateUser(owner, ada.id, { managerId: boss.id }));
    expect(set.events).toMatchObject([{ data: { user_manager_id: boss.id }, previous: { user_manager_id: null } }]);
    const removed = await trailOf(owner, () => updateUser(owner, ada.id, { managerId: null }));
    expect(removed.events).toMatchObject([{ data: { user_manager_id: null }, previous: { user_manager_id: boss.id } }]);
    expect(removed.audit).toMatchObject([{ detail: { old: { managerId: boss.id }, new: { managerId: null } } }]);
  });

  it('is not oneself, and not a report of a report', async () => {
    const [a, b, c] = (await people(3)) as [UserRow, UserRow, UserRow];
    await updateUser(owner, b.id, { managerId: a.id });
    await updateUser(owner, c.id, { managerId: b.id });
    expect(await refusal(() => updateUser(owner, a.id, { managerId: a.id }))).toMatchObject(circle);
    expect(await refusal(() => updateUser(owner, a.id, { managerId: c.id }))).toMatchObject(circle);
    expect(await refusal(() => updateUser(owner, b.id, { managerId: c.id }))).toMatchObject(circle);
  });

  it('never comes to report to themselves, however many changes are made at once', async () => {
    const users = await people(8);
    const ids = users.map(({ id }) => id);
    for (let round = 0; round < 3; round++) {
      await Promise.allSettled(
        ids.map((id, index) => updateUser(owner, id, { managerId: ids[(index + round + 1) % ids.length] })),
      );
      expect(await hasCycle(ids)).toBe(false);
    }
  });
});
