import { describe, expect, it } from 'vitest';
import { createGroup } from '../../../server/src/modules/group/index.ts';
import { createUser } from '../../../server/src/modules/user/index.ts';
import { changesIn, planAndRunTwice, startTemplate } from './setup.ts';

const template = await startTemplate('groups-by-email-domain');
const { owner } = template;
for (const name of ['employees', 'partners', 'limited-access']) await createGroup(owner, { name });
await createUser(owner, { email: 'ada@corp.test' });
const pat = await createUser(owner, { email: 'pat@partner.test' });
await createUser(owner, { email: 'eve@elsewhere.test' });

const rules = { 'corp.test': ['employees'], 'Partner.test': ['partners', 'limited-access'] };
const config = { domain_groups: JSON.stringify(rules) };

describe('groups by email domain', () => {
  it('are given to the new user of an event', async () => {
    const trigger = { data: { user_id: pat.id, user_email: pat.email } };
    const { planned, first, second } = await planAndRunTwice(template, { config, trigger });
    expect(changesIn(first)).toEqual([
      'group.add_member pat@partner.test → partners',
      'group.add_member pat@partner.test → limited-access',
    ]);
    expect(changesIn(planned)).toEqual(changesIn(first));
    expect(second.counts).toMatchObject({ changed: 0, noop: 2 });
  });

  it('are given to everybody without an event', async () => {
    expect((await template.apply({ config })).counts).toEqual({ changed: 1, noop: 2, skipped: 0, failed: 0 });
  });

  it('need rules that can be understood, and groups that exist', async () => {
    for (const domain_groups of ['', 'corp.test=employees', '{"corp.test": "employees"}', 'null']) {
      const { outcome, text } = await template.apply({ config: { domain_groups } });
      expect(outcome.ok).toBe(false);
      expect(text).toContain('the config domain_groups must be like');
    }
    const missing = { domain_groups: '{"corp.test": ["employees", "staff"]}' };
    expect((await template.apply({ config: missing })).counts).toMatchObject({ noop: 1, failed: 1 });
  });
});
