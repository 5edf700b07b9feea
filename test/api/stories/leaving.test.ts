import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, type Flow, startCompany } from './company.ts';
import { leavingSteps } from './leaving-steps.ts';
import { PLUGINS, type Provider, startToolchain, type Toolchain } from './toolchain.ts';

interface Grants {
  grants: { resourceType: string; objectName: string; entitlement: string; principal: string }[];
  objectCount: number;
  error: object | null;
}

// Six providers, read whole again and again: on a busy machine it takes its time.
describe('somebody is deactivated, and leaves every tool', { timeout: 120_000 }, () => {
  let company: Company;
  let tools: Toolchain;
  let chainId: string;
  let connections: Record<Provider, string>;

  const hire = (name: string) => {
    tools.hire(name);
    return company.hire(name, { attributes: { github_username: name } });
  };
  const deactivate = (id: string) =>
    company.ask('mutation ($id: ID!) { deactivateUser(id: $id) { isActive } }', { id });
  /** What the plugin's own resources list of somebody. */
  const grantsAt = async (provider: Provider, name: string) =>
    (
      await company.ask<{ providerGrants: Grants }>(
        `query ($connectionId: ID!, $principals: [String!]!) {
          providerGrants(connectionId: $connectionId, principals: $principals) {
            objectCount error { kind } grants { resourceType objectName entitlement principal } } }`,
        { connectionId: connections[provider], principals: [`${name}@example.com`, name] },
      )
    ).providerGrants;

  beforeAll(async () => {
    tools = await startToolchain();
    for (const name of ['stayer', 'second']) tools.hire(name);
    company = await startCompany({ plugins: PLUGINS });
    const made = PLUGINS.map(async (name) => [name, await company.connect(name, tools.tools[name])] as const);
    connections = Object.fromEntries(await Promise.all(made)) as Record<Provider, string>;
    const steps = leavingSteps(connections);
    chainId = await company.createChain({ name: 'Offboarding', purpose: 'DEPROVISION', steps });
    await company.startOn('Offboarding', { eventTypes: ['user.deactivated'] }, { chainId });
  }, 120_000);
  afterAll(async () => {
    await company.stop();
    await tools.stop();
  });

  describe('by one deactivation', () => {
    let flow: Flow | undefined;

    beforeAll(async () => {
      const leaver = await hire('leaver');
      for (const provider of PLUGINS) expect((await grantsAt(provider, 'leaver')).grants).not.toEqual([]);
      await deactivate(leaver);
      [flow] = await company.ended(chainId, 1);
    }, 120_000);

    it('which takes everything away, tool by tool, and reads back that it is gone', () => {
      expect(flow).toMatchObject({ status: 'SUCCESS', error: null });
      expect(flow?.steps.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
        ...['github changed', 'gitlab_group changed', 'gitlab changed'],
        ...['datadog_team changed', 'datadog_role changed', 'datadog changed', 'on_call changed', 'pagerduty changed'],
        ...['argo changed', 'find_slack noop', 'slack_channel changed', 'slack_group changed'],
        ...PLUGINS.map((provider) => `nothing_at_${provider.replace('-', '_')} noop`),
      ]);
    });

    it.each(PLUGINS)('and %s lists no grant of theirs, and those of others still', async (provider) => {
      expect(await grantsAt(provider, 'leaver')).toMatchObject({ grants: [], error: null });
      expect((await grantsAt(provider, 'stayer')).grants).not.toEqual([]);
    });

    it('and cannot sign in to what keeps accounts', () => {
      const user = [...tools.datadog.users.values()].find(({ email }) => email === 'leaver@example.com');
      expect(user).toMatchObject({ isDisabled: true, roles: new Set() });
      expect([...tools.pagerduty.users.values()].some(({ email }) => email === 'leaver@example.com')).toBe(false);
      expect([...tools.gitlab.users.values()].find(({ username }) => username === 'leaver')?.state).toBe('blocked');
      expect(tools.github.members.has('leaver')).toBe(false);
    });

    it('and the audit log has each removal, with who caused it and what each tool answered', async () => {
      const rows = await company.auditRows();
      const cause = rows.find(({ action }) => action === 'user.deactivated');
      expect(cause).toMatchObject({ actorEmail: company.owner.email, eventId: flow?.eventId });
      const removals = rows.filter(({ action }) => action === 'action_flow.step_performed');
      expect(removals).toHaveLength(11);
      for (const row of removals) {
        expect(row).toMatchObject({
          outcome: 'CHANGED',
          detail: { effect: 'destructive', requests: [{ status: expect.any(Number), isPlanned: false }] },
        });
      }
      const text = JSON.stringify(rows);
      for (const { secrets } of Object.values(tools.tools))
        for (const secret of Object.values(secrets)) expect(text).not.toContain(secret);
    });
  });

  it('as a plan says before, with what stands in the way now, and nobody is removed by it', async () => {
    const subjectId = await hire('planned');
    const { id } = await company.mutate<{ id: string }>('startActionFlow', { chainId, subjectId, mode: 'PLAN' }, 'id');
    const plan = (await company.ended(chainId, 2)).find((flow) => flow.id === id);
    expect(plan).toMatchObject({ status: 'SUCCESS', mode: 'PLAN' });
    const others = plan?.steps.filter(({ outcome }) => outcome !== 'planned') ?? [];
    expect(others.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual(['pagerduty failed', 'find_slack noop']);
    expect(others[0]?.error).toMatch(/cannot be deleted: .*Primary/);
    for (const provider of PLUGINS) expect((await grantsAt(provider, 'planned')).grants).not.toEqual([]);
  });

  it('and what a tool refuses to take is read back, named, and told to people', async () => {
    tools.github.refuse({ method: 'DELETE', status: 403, body: { message: 'Must have admin rights' } });
    const kept = await hire('kept');
    await deactivate(kept);
    const flow = (await company.ended(chainId, 3)).find(({ subject }) => subject?.email === 'kept@example.com');
    expect(flow?.status).toBe('FAILED');
    tools.github.recover();
    expect(flow?.error).toMatch(
      /^nothing_at_github: github still has kept as member of the organization acme, kept as member of the team Backend$/,
    );
    const { events } = await company.ask<{ events: { nodes: { data: object }[] } }>(
      '{ events(filter: { types: ["action_flow.failed"] }) { nodes { data } } }',
    );
    expect(events.nodes).toMatchObject([{ data: { chain_name: 'Offboarding', step_name: 'nothing_at_github' } }]);

    await company.mutate('startActionFlow', { chainId, subjectId: kept }, 'id');
    const [again] = await company.ended(chainId, 4);
    expect(again).toMatchObject({ status: 'SUCCESS' });
    expect(again?.steps.map(({ name, outcome }) => `${name} ${outcome}`).slice(0, 3)).toEqual([
      ...['github changed', 'gitlab_group noop', 'gitlab noop'],
    ]);
    expect((await grantsAt('github', 'kept')).grants).toEqual([]);
  });
});
