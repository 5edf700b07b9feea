import { describe, expect, it } from 'vitest';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { createUser, type UserRow } from '../../../server/src/modules/user/index.ts';
import { changesIn, planAndRunTwice, startTemplate } from './setup.ts';

const template = await startTemplate('contractor-groups');
const { owner } = template;
await createGroup(owner, { name: 'contractors' });
const limited = await createGroup(owner, { name: 'limited-access' });
const cora = await createUser(owner, { email: 'cora@contractor.example.com' });
await createUser(owner, { email: 'carl@contractor.example.com' });
const ada = await createUser(owner, { email: 'ada@example.com' });
await createUser(owner, { email: 'eve@not-contractor.example.com' });

const created = ({ id, email }: UserRow) => ({ eventType: 'user.created', data: { user_id: id, user_email: email } });

describe('the groups of contractors', () => {
  it('take in the one whom the event tells of', async () => {
    const trigger = created(cora);
    const { planned, first, second } = await planAndRunTwice(template, { trigger });
    expect(changesIn(planned)).toEqual([
      'group.add_member cora@contractor.example.com → contractors',
      'group.add_member cora@contractor.example.com → limited-access',
    ]);
    expect(changesIn(first)).toEqual(changesIn(planned));
    expect(second.counts).toEqual({ changed: 0, noop: 2, skipped: 0, failed: 0 });
  });

  it('are not for others', async () => {
    const { text, effects } = await template.apply({ trigger: created(ada) });
    expect(text).toContain('skipped ada@example.com (is not of contractor.example.com)');
    expect(effects).toEqual([]);
  });

  it('take in at night whom an event missed', async () => {
    const { counts } = await template.apply();
    expect(counts).toEqual({ changed: 2, noop: 2, skipped: 0, failed: 0 });
  });

  it('end when the contract does, counted from the first day', async () => {
    const config = { expires_after_days: '30' };
    expect((await template.apply({ config })).counts.changed).toBe(4);
    expect((await template.apply({ config })).counts).toMatchObject({ changed: 0, noop: 4 });
    const membership = await owner.db.tenant(owner.tenantId, ({ prisma }) =>
      prisma.membership.findFirst({ where: { userId: cora.id, groupId: limited.id } }),
    );
    expect(membership?.expiresAt?.getTime()).toBe(cora.createdAt.getTime() + 30 * 86_400_000);
  });

  it('are named when they are missing, and the rest is done', async () => {
    const { outcome, text, counts } = await template.apply({ config: { groups: 'contractors, visitors' } });
    expect(outcome.ok).toBe(true);
    expect(counts).toMatchObject({ noop: 2, failed: 1 });
    expect(text).toContain('failed visitors (there is no group of this name)');
  });
});
