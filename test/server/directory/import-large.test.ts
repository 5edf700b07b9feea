import { describe, expect, it } from 'vitest';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { createUser } from '../../../server/src/modules/user/index.ts';
import { everything, importFile } from './import-fixture.ts';
import { startDirectory } from './setup.ts';

const directory = await startDirectory();
const ROWS = 20_000;

/** Every hundredth row is wrong in one of four ways; every tenth has a manager who comes later, every fifth is in groups. */
function largeFile(): string {
  const lines = ['email,first_name,last_name,manager_email,groups,attributes.department'];
  for (let row = 1; row <= ROWS; row++) {
    const email = `user${row}@large.test`;
    const manager = row % 10 === 1 ? `user${ROWS + 1 - Math.ceil((ROWS + 1 - row) / 20)}@large.test` : '';
    const groups = row % 5 === 1 ? 'ops;everyone' : '';
    const wrong = row % 100 === 0 ? row % 400 : -1;
    if (wrong === 0) lines.push(`not an address,First,Last,,,`);
    else if (wrong === 100) lines.push(`${email},First,Last,,nowhere,`);
    else if (wrong === 200) lines.push(`user${row - 50}@large.test,Again,Again,,,`);
    else if (wrong === 300) lines.push(`${email},too,few`);
    else lines.push(`${email},First ${row},"Last, ${row}",${manager},${groups},Department ${row % 30}`);
  }
  return `${lines.join('\n')}\n`;
}

describe('an import of 20,000 rows', () => {
  it('does every good row and reports every bad one, each change with its event and audit row', async () => {
    const { owner } = await directory.newTenant();
    await createGroup(owner, { name: 'ops' });
    await createGroup(owner, { name: 'everyone' });
    await createUser(owner, { email: 'user7@large.test', username: 'seven' });
    const file = largeFile();
    const { rows, ...done } = await importFile(owner, file);
    expect(done).toMatchObject({ status: 'SUCCESS', failed: expect.any(Number) });
    expect(rows).toHaveLength(ROWS);
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: ROWS }, (_, index) => index + 1));
    const wrong = rows.filter(({ row }) => row % 100 === 0);
    expect(wrong.every(({ outcome, reason }) => outcome === 'failed' && reason)).toBe(true);
    // A manager who stands in a wrong row does not exist, which fails the link of their reports and nothing else.
    const unlinked = rows.filter(({ row, outcome }) => row % 100 !== 0 && outcome === 'failed');
    expect(unlinked.every(({ reason }) => reason?.includes('to be the manager'))).toBe(true);
    expect(done.failed).toBe(wrong.length + unlinked.length);
    expect(done.changed).toBe(ROWS - done.failed);

    const { users, memberships } = await everything(owner);
    const good = ROWS - wrong.length;
    expect(users).toHaveLength(good + 1);
    const audited = await owner.db.tenant(owner.tenantId, async ({ prisma }) => ({
      events: await prisma.event.groupBy({ by: ['type'], _count: true }),
      audit: await prisma.auditRecord.groupBy({ by: ['action'], where: { eventId: { not: null } }, _count: true }),
    }));
    const events = Object.fromEntries(audited.events.map(({ type, _count }) => [type, _count]));
    expect(events).toMatchObject({ 'user.created': good + 1, 'group.member_added': memberships.length });
    const linked = users.filter(({ managerId }) => managerId !== null).length;
    expect(events['user.updated']).toBe(linked + 1);
    for (const { action, _count } of audited.audit) expect([action, _count]).toEqual([action, events[action]]);

    const again = await importFile(owner, file);
    expect(again.changed).toBe(0);
    expect((await everything(owner)).events).toBe(Object.values(events).reduce((sum, count) => sum + count, 0));
  }, 120_000);
});
