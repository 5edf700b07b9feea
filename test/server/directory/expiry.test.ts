import { describe, expect, it } from 'vitest';
import type { Context } from '../../../server/src/context.ts';
import { addGroupMember, createGroup, startMembershipExpiry } from '../../../server/src/modules/group/index.ts';
import { eventually } from '../../harness/eventually.ts';
import { person, startDirectory } from './setup.ts';

let aheadMs = 0;
const directory = await startDirectory({ now: () => new Date(Date.now() + aheadMs) });

async function group(owner: Context, { members, expiresAt }: { members: number; expiresAt: Date | null }) {
  const { id } = await createGroup(owner, { name: `group ${expiresAt?.toISOString()} ${members}` });
  for (let index = 0; index < members; index++) {
    await addGroupMember(owner, { groupId: id, userId: (await person(owner)).id, expiresAt });
  }
  return id;
}

const membersOf = (owner: Context, groupId: string) =>
  owner.db.tenant(owner.tenantId, ({ prisma }) => prisma.membership.count({ where: { groupId } }));

const removals = (owner: Context) =>
  owner.db.tenant(owner.tenantId, async ({ prisma }) => ({
    events: await prisma.event.findMany({ where: { type: 'group.member_removed' } }),
    audit: await prisma.auditRecord.findMany({ where: { action: 'group.member_removed' } }),
  }));

describe('a membership with an end', () => {
  it('ends by itself, once each, on however many workers, in every tenant; the others stay', async () => {
    const [one, two] = await Promise.all([directory.newTenant(), directory.newTenant()]);
    const soon = new Date(Date.now() + aheadMs + 60_000);
    const later = new Date(Date.now() + aheadMs + 7_200_000);
    const [ending, elsewhere, lasting, timeless] = [
      await group(one.owner, { members: 12, expiresAt: soon }),
      await group(two.owner, { members: 3, expiresAt: soon }),
      await group(one.owner, { members: 2, expiresAt: later }),
      await group(one.owner, { members: 2, expiresAt: null }),
    ];
    const workers = await Promise.all([1, 2, 3].map(() => startMembershipExpiry(directory.services)));
    try {
      expect(await membersOf(one.owner, ending)).toBe(12);
      aheadMs += 61_000;
      const moved = performance.now();
      await eventually(async () => expect(await membersOf(one.owner, ending)).toBe(0));
      await eventually(async () => expect(await membersOf(two.owner, elsewhere)).toBe(0));
      expect(performance.now() - moved).toBeLessThan(10_000);
    } finally {
      await Promise.all(workers.map((worker) => worker.stop()));
    }
    expect(await membersOf(one.owner, lasting)).toBe(2);
    expect(await membersOf(one.owner, timeless)).toBe(2);
    const { events, audit } = await removals(one.owner);
    expect(events).toHaveLength(12);
    expect(new Set(events.map(({ data }) => (data as { user_id: string }).user_id)).size).toBe(12);
    expect(events[0]).toMatchObject({ actorId: null, data: { group_id: ending, removal_reason: 'expired' } });
    expect(audit).toHaveLength(12);
    expect(audit[0]).toMatchObject({ actorKind: 'system', detail: { reason: 'expired' } });
  });

  it('starts anew when the user is added again after the end, before a worker has come by', async () => {
    const { owner } = await directory.newTenant();
    const user = await person(owner);
    const { id: groupId } = await createGroup(owner, { name: 'again' });
    await addGroupMember(owner, { groupId, userId: user.id, expiresAt: new Date(Date.now() + aheadMs + 1000) });
    aheadMs += 2000;
    expect(await addGroupMember(owner, { groupId, userId: user.id })).toMatchObject({ expiresAt: null });
  });

  it('is more than a batch when a thousand end at once', async () => {
    const { owner } = await directory.newTenant();
    const { id: groupId } = await createGroup(owner, { name: 'large' });
    const { id: userId } = await person(owner);
    // Written past the verbs: what is tested is how many go, not how they came.
    await owner.db.tenant(owner.tenantId, async ({ prisma }) => {
      const { id: _id, ...like } = await prisma.user.findFirstOrThrow({ where: { id: userId } });
      const ids = Array.from({ length: 1200 }, () => crypto.randomUUID());
      await prisma.user.createMany({
        data: ids.map((id) => ({ ...like, id, email: `${id}@x.test`, username: id, attributes: {} })),
      });
      const expiresAt = new Date(Date.now() + aheadMs - 1000);
      await prisma.membership.createMany({
        data: ids.map((id) => ({ tenantId: owner.tenantId, groupId, userId: id, expiresAt })),
      });
    });
    const worker = await startMembershipExpiry(directory.services);
    try {
      await eventually(async () => expect(await membersOf(owner, groupId)).toBe(0));
    } finally {
      await worker.stop();
    }
    expect((await removals(owner)).events).toHaveLength(1200);
  });
});
