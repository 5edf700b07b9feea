import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, startCompany } from './company.ts';

describe('contractors get their groups', () => {
  let company: Company;
  let chainId: string;
  let groups: Record<string, string>;

  const groupsOf = async (userId: string) => {
    const { user } = await company.ask<{ user: { memberships: { group: { name: string } }[] } }>(
      'query ($id: ID!) { user(id: $id) { memberships { group { name } } } }',
      { id: userId },
    );
    return user.memberships.map(({ group }) => group.name).toSorted();
  };

  beforeAll(async () => {
    company = await startCompany({ plugins: [] });
    groups = {
      contractors: await company.createGroup('contractors'),
      limited: await company.createGroup('limited-access'),
    };
    const step = (name: string, groupId?: string) => ({
      ...{ name, actionType: 'directory_add_group_member' },
      input: { groupId, userId: { $from: 'subject.id' } },
      onFailure: 'COMPENSATE',
      retry: { maxAttempts: 1 },
    });
    chainId = await company.createChain({
      name: 'Groups of contractors',
      purpose: 'PROVISION',
      steps: [step('contractors', groups.contractors), step('limited', groups.limited)],
    });
    const conditions = [{ field: 'user.email', operator: 'ENDS_WITH', value: '@contractor.example.com' }];
    await company.startOn('Contractors', { eventTypes: ['user.created'], conditions }, { chainId });
  });
  afterAll(() => company.stop());

  it('as soon as they are there, each told by its event with who was the cause', async () => {
    const ada = await company.hire('ada', { email: 'ada@contractor.example.com' });
    const [flow] = await company.ended(chainId, 1);
    expect(flow).toMatchObject({
      status: 'SUCCESS',
      steps: [
        { name: 'contractors', outcome: 'changed' },
        { name: 'limited', outcome: 'changed' },
      ],
    });
    expect(await groupsOf(ada)).toEqual(['contractors', 'limited-access']);
    const added = (await company.auditRows()).filter(({ action }) => action === 'group.member_added');
    expect(added).toHaveLength(2);
  });

  it('and nobody else does', async () => {
    const bob = await company.hire('bob');
    const carol = await company.hire('carol', { email: 'carol@contractor.example.com' });
    const [flow] = await company.ended(chainId, 2);
    expect(flow).toMatchObject({ subject: { email: 'carol@contractor.example.com' } });
    expect(await groupsOf(bob)).toEqual([]);
    expect(await groupsOf(carol)).toEqual(['contractors', 'limited-access']);
  });

  it('or none of them, when one is gone', async () => {
    await company.ask('mutation ($id: ID!) { deleteGroup(id: $id) { id } }', { id: groups.limited });
    const dan = await company.hire('dan', { email: 'dan@contractor.example.com' });
    const [flow] = await company.ended(chainId, 3);
    expect(flow).toMatchObject({ status: 'COMPENSATED', error: expect.stringMatching(/^limited: there is no group/) });
    expect(await groupsOf(dan)).toEqual([]);
  });
});
