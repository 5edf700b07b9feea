import { describe, expect, it } from 'vitest';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { createUser, findUserByEmail } from '../../../server/src/modules/user/index.ts';
import { changesIn, planAndRunTwice, startTemplate } from './setup.ts';

const template = await startTemplate('google-import-users');
const { owner } = template;
await createGroup(owner, { name: 'google-users' });
await createUser(owner, { email: 'known@gmail.com' });

describe('the import of Google users', () => {
  it('creates who is missing and puts everybody into the groups', async () => {
    const config = { emails: '["Alice@gmail.com", "known@gmail.com", "alice@gmail.com"]', groups: 'google-users' };
    const { planned, first, second } = await planAndRunTwice(template, { config });
    expect(changesIn(planned)).toEqual([
      'user.create alice@gmail.com (google)',
      'group.add_member alice@gmail.com → google-users',
      'group.add_member known@gmail.com → google-users',
    ]);
    expect(changesIn(first)).toEqual(changesIn(planned));
    expect(first.counts).toEqual({ changed: 3, noop: 1, skipped: 0, failed: 0 });
    expect(second.counts).toEqual({ changed: 0, noop: 4, skipped: 0, failed: 0 });
    expect(await findUserByEmail(owner, 'alice@gmail.com')).toMatchObject({ isActive: true });
  });

  it('creates people who cannot sign in yet, when told to', async () => {
    await template.apply({ config: { emails: 'later@gmail.com', user_state: 'inactive' } });
    expect(await findUserByEmail(owner, 'later@gmail.com')).toMatchObject({ isActive: false });
  });

  it('goes on after an address that is none, and a group that is none', async () => {
    const config = { emails: 'no-address, next@gmail.com', groups: 'google-users, nowhere' };
    const { outcome, text, counts } = await template.apply({ config });
    expect(outcome.ok).toBe(true);
    expect(counts).toMatchObject({ changed: 2, failed: 2 });
    expect(text).toMatch(/failed no-address \(.*email address/);
    expect(text).toContain('failed nowhere (there is no group of this name)');
  });

  it('says that it was given nobody', async () => {
    expect((await template.apply()).text).toContain('the config emails is empty');
  });
});
