import { beforeEach, describe, expect, it } from 'vitest';
import { createUser, findUserByEmail } from '../../../server/src/modules/user/index.ts';
import { changesIn, groupOf, planAndRunTwice, startTemplate } from './setup.ts';

const template = await startTemplate('deactivate-inactive-users');
const { owner } = template;
const day = 86_400_000;

const users = {
  dormant: await createUser(owner, { email: 'dormant@example.com' }),
  never: await createUser(owner, { email: 'never@example.com' }),
  recent: await createUser(owner, { email: 'recent@example.com' }),
  robot: await createUser(owner, { email: 'robot@example.com' }),
  executive: await createUser(owner, { email: 'executive@example.com' }),
};
await groupOf(owner, 'executives', [users.executive]);

/** The owner signed in just now; all others were created a year ago, and one of them was there last week. */
beforeEach(() =>
  owner.db.tenant(owner.tenantId, async ({ prisma }) => {
    const ago = (days: number) => new Date(Date.now() - days * day);
    const ids = Object.values(users).map(({ id }) => id);
    await prisma.user.updateMany({ where: { id: { in: ids } }, data: { createdAt: ago(365), isActive: true } });
    await prisma.user.updateMany({ where: { id: users.dormant.id }, data: { lastSignInAt: ago(100) } });
    await prisma.user.updateMany({ where: { id: users.recent.id }, data: { lastSignInAt: ago(7) } });
  }),
);

const isActive = async (email: string) => (await findUserByEmail(owner, email))?.isActive;

describe('inactive users', () => {
  const config = { excluded_emails: 'ROBOT@example.com', excluded_groups: 'executives' };

  it('are deactivated, but for those who are excluded', async () => {
    const { planned, first, second } = await planAndRunTwice(template, { config });
    expect(changesIn(planned).sort()).toEqual([
      'user.deactivate dormant@example.com',
      'user.deactivate never@example.com',
    ]);
    expect(changesIn(first)).toEqual(changesIn(planned));
    expect(first.counts).toEqual({ changed: 2, noop: 0, skipped: 2, failed: 0 });
    expect(first.text).toMatch(/changed dormant@example.com: deactivate \(last signed in \d{4}-\d\d-\d\d\)/);
    expect(first.text).toMatch(/changed never@example.com: deactivate \(never signed in, created \d{4}-\d\d-\d\d\)/);
    expect(second.counts).toEqual({ changed: 0, noop: 0, skipped: 2, failed: 0 });
    expect(await isActive('recent@example.com')).toBe(true);
    expect(first.effects.every(({ isRemoval }) => isRemoval)).toBe(true);
  });

  it('are counted by as many days as the config says', async () => {
    const { counts } = await template.plan({ config: { ...config, inactive_days: '200' } });
    expect(counts.changed).toBe(1);
  });

  it('are left alone when a group that protects people is not there', async () => {
    const { outcome, text, effects } = await template.apply({ config: { excluded_groups: 'executive' } });
    expect([outcome.ok, effects]).toEqual([false, []]);
    expect(text).toContain('there is no group named executive');
  });
});
