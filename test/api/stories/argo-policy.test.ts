import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ArgoCdTwin, startArgoCd } from '../../twins/argo-cd.ts';
import { argoAllows } from '../../twins/argo-policy.ts';
import { type Company, startCompany } from './company.ts';

const MAP = 'argocd-rbac-cm';
const ROLES = `p, role:app-admin, applications, *, */*, allow
p, role:app-viewer, applications, get, */*, allow
g, platform, role:admin
`;

describe("Argo CD's policy follows two groups", () => {
  let company: Company;
  let argo: ArgoCdTwin;
  let giving: string;
  let taking: string;
  let admins: string;
  let viewers: string;

  const policy = () => argo.maps.get(MAP)?.data['policy.csv'] ?? '';
  const may = (subject: string, action: string) =>
    argoAllows(policy(), { subject, resource: 'applications', action, object: 'shop/web' });

  beforeAll(async () => {
    argo = await startArgoCd();
    argo.maps.set(MAP, { version: 1, data: { 'policy.csv': ROLES, 'policy.default': '' } });
    company = await startCompany({ plugins: ['argo-cd'] });
    const connectionId = await company.connect('argo-cd', argo);
    const inputSchema = {
      ...{ type: 'object', required: ['role'] },
      properties: { role: { enum: ['role:app-admin', 'role:app-viewer'] } },
    };
    const input = { subject: { $from: 'subject.email' }, role: { $from: 'input.role' } };
    giving = await company.createChain({
      ...{ name: 'Role in Argo CD', purpose: 'PROVISION', inputSchema },
      steps: [{ name: 'give', connectionId, actionType: 'argo_cd_api_add_user_to_role', input }],
    });
    taking = await company.createChain({
      ...{ name: 'No role in Argo CD', purpose: 'DEPROVISION', counterpartId: giving, inputSchema },
      steps: [{ name: 'take', connectionId, actionType: 'argo_cd_api_remove_user_from_role', input }],
    });
    const follow = async (group: string, role: string) => {
      const conditions = [{ field: 'group.name', operator: 'EQ', value: group }];
      const [added, removed] = ['group.member_added', 'group.member_removed'].map((type) => ({
        ...{ eventTypes: [type], conditions },
      }));
      if (added) await company.startOn(`Into ${group}`, added, { chainId: giving, input: { role } });
      if (removed) await company.startOn(`Out of ${group}`, removed, { chainId: taking, input: { role } });
      return company.createGroup(group);
    };
    admins = await follow('argocd-admins', 'role:app-admin');
    viewers = await follow('argocd-viewers', 'role:app-viewer');
  });
  afterAll(async () => {
    await company.stop();
    await argo.stop();
  });

  it('whose members get what the group has', async () => {
    const [ada, bob] = [await company.hire('ada'), await company.hire('bob')];
    await company.join(admins, ada);
    await company.join(viewers, bob);
    for (const flow of await company.ended(giving, 2)) {
      expect(flow).toMatchObject({ status: 'SUCCESS', steps: [{ name: 'give', outcome: 'changed' }] });
    }
    expect([may('ada@example.com', 'sync'), may('ada@example.com', 'get')]).toEqual([true, true]);
    expect([may('bob@example.com', 'sync'), may('bob@example.com', 'get')]).toEqual([false, true]);
  });

  it('although others write it at the same time', async () => {
    argo.overtake(MAP, 1);
    const people = await Promise.all(['carol', 'dan', 'erin'].map((name) => company.hire(name)));
    await Promise.all(people.map((id) => company.join(viewers, id)));
    await company.ended(giving, 5);
    for (const name of ['bob', 'carol', 'dan', 'erin']) expect(may(`${name}@example.com`, 'get')).toBe(true);
    expect(argo.maps.get(MAP)?.data.touched).toBeDefined();
  });

  it('and lose it with the membership, and nothing else changes', async () => {
    const { users } = await company.ask<{ users: { nodes: { id: string; email: string }[] } }>(
      '{ users { nodes { id email } } }',
    );
    const bob = users.nodes.find(({ email }) => email === 'bob@example.com');
    await company.leave(viewers, bob?.id ?? '');
    const [flow] = await company.ended(taking, 1);
    expect(flow).toMatchObject({ status: 'SUCCESS', steps: [{ name: 'take', outcome: 'changed' }] });
    expect(may('bob@example.com', 'get')).toBe(false);
    expect(policy()).toContain(ROLES.trim());
    for (const name of ['ada', 'carol', 'dan', 'erin']) expect(may(`${name}@example.com`, 'get')).toBe(true);
  });
});
