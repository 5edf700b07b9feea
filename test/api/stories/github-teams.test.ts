import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GitHubTwin, startGitHub } from '../../twins/github.ts';
import { type Company, type Flow, startCompany } from './company.ts';

const TOKEN = 'ghp_follows-the-groups-of-acme';
const IS_TEAM = [{ field: 'group.name', operator: 'STARTS_WITH', value: 'github-team:' }];
/** Of every group `github-team:<slug>` there is a team. */
const TEAM = { team: { $from: 'event.data.group_name', $after: 'github-team:' } };

describe('GitHub teams follow groups', () => {
  let company: Company;
  let github: GitHubTwin;
  let joining: string;
  let leaving: string;
  let backend: string;

  const teamOf = (slug: string) => [...(github.teams.get(slug)?.members ?? [])].map(([login]) => login);

  beforeAll(async () => {
    github = await startGitHub({ org: 'acme', token: TOKEN });
    for (const login of ['ada', 'bob', 'eve']) {
      github.logins.set(login, 'User');
      github.members.set(login, 'active');
    }
    for (const slug of ['backend', 'frontend']) github.teams.set(slug, { members: new Map() });
    company = await startCompany({ plugins: ['github'] });
    const connectionId = await company.connect('github', {
      config: { org: 'acme', apiUrl: github.url },
      secrets: { token: TOKEN },
    });

    const inputSchema = { type: 'object', properties: { team: { type: 'string' } }, required: ['team'] };
    const member = { team: { $from: 'input.team' }, username: { $from: 'subject.attributes.github_username' } };
    joining = await company.createChain({
      ...{ name: 'Join a GitHub team', purpose: 'PROVISION', inputSchema },
      steps: [{ name: 'join', connectionId, actionType: 'github_api_add_user_to_group', input: member }],
    });
    leaving = await company.createChain({
      ...{ name: 'Leave a GitHub team', purpose: 'DEPROVISION', counterpartId: joining, inputSchema },
      steps: [{ name: 'leave', connectionId, actionType: 'github_api_remove_user_from_group', input: member }],
    });
    const on = (eventType: string) => ({ eventTypes: [eventType], conditions: IS_TEAM });
    await company.startOn('Into teams', on('group.member_added'), { chainId: joining, input: TEAM });
    await company.startOn('Out of teams', on('group.member_removed'), { chainId: leaving, input: TEAM });
    backend = await company.createGroup('github-team:backend');
  });
  afterAll(async () => {
    await company.stop();
    await github.close();
  });

  const hire = (name: string) => company.hire(name, { attributes: { github_username: name } });

  describe('somebody is put into one', () => {
    let flow: Flow | undefined;

    beforeAll(async () => {
      await company.join(backend, await hire('ada'));
      [flow] = await company.ended(joining, 1);
    });

    it('and is in the team, and in no other', () => {
      expect(teamOf('backend')).toEqual(['ada']);
      expect(teamOf('frontend')).toEqual([]);
    });

    it('by a flow that says what it did, for whom and why', () => {
      expect(flow).toMatchObject({
        ...{ status: 'SUCCESS', trigger: 'INTEGRATION', integrationName: 'Into teams', error: null },
        subject: { email: 'ada@example.com' },
        actorEmail: company.owner.email,
        steps: [{ name: 'join', outcome: 'changed', output: { state: 'active' } }],
      });
      expect(flow?.steps[0]?.tries).toMatchObject([
        {
          effects: [{ method: 'PUT', status: 200, url: `${github.url}/orgs/acme/teams/backend/memberships/ada` }],
        },
      ]);
    });

    it('which the event and its delivery lead to, and the audit log ties to the answer of GitHub', async () => {
      const { event, delivery } = await company.ask<{ event: object; delivery: object }>(
        'query ($event: ID!, $delivery: ID!) { event(id: $event) { type data } delivery(id: $delivery) { status } }',
        { event: flow?.eventId, delivery: flow?.deliveryId },
      );
      expect(event).toMatchObject({ type: 'group.member_added', data: { group_name: 'github-team:backend' } });
      expect(delivery).toMatchObject({ status: 'SUCCESS' });
      const rows = await company.auditRows();
      expect(rows.find(({ action }) => action === 'group.member_added')).toMatchObject({
        actorEmail: company.owner.email,
        eventId: flow?.eventId,
      });
      const told = rows.filter(({ detail }) => JSON.stringify(detail).includes('/memberships/ada'));
      expect(told).toMatchObject([{ outcome: 'CHANGED' }]);
      expect(JSON.stringify(rows)).not.toContain(TOKEN);
    });
  });

  it('whoever leaves the group leaves the team, and others stay', async () => {
    const bob = await hire('bob');
    await company.join(backend, bob);
    await company.ended(joining, 2);
    expect(teamOf('backend')).toEqual(['ada', 'bob']);
    await company.leave(backend, bob);
    const [flow] = await company.ended(leaving, 1);
    expect(flow).toMatchObject({ status: 'SUCCESS', steps: [{ name: 'leave', outcome: 'changed' }] });
    expect(teamOf('backend')).toEqual(['ada']);
  });

  it('whoever is deleted leaves it too, though nobody finds them in the directory any more', async () => {
    const eve = await hire('eve');
    await company.join(backend, eve);
    await company.ended(joining, 3);
    await company.ask('mutation ($id: ID!) { deleteUser(id: $id) { id } }', { id: eve });
    const [flow] = await company.ended(leaving, 2);
    expect(flow).toMatchObject({ status: 'SUCCESS', subject: { email: 'eve@example.com' } });
    expect(teamOf('backend')).toEqual(['ada']);
  });

  it('other groups start nothing', async () => {
    const group = await company.createGroup('lunch');
    const frontend = await company.createGroup('github-team:frontend');
    const carol = await hire('ada-too');
    github.logins.set('ada-too', 'User');
    github.members.set('ada-too', 'active');
    await company.join(group, carol);
    await company.join(frontend, carol);
    const flows = await company.ended(joining, 4);
    expect(flows.filter(({ subject }) => subject?.email === 'ada-too@example.com')).toHaveLength(1);
    expect(teamOf('frontend')).toEqual(['ada-too']);
  });

  it('and each chain names what takes back what it gives', async () => {
    const { actionChain } = await company.ask<{ actionChain: object }>(
      'query ($id: ID!) { actionChain(id: $id) { purpose counterpart { id purpose } } }',
      { id: joining },
    );
    expect(actionChain).toEqual({ purpose: 'PROVISION', counterpart: { id: leaving, purpose: 'DEPROVISION' } });
  });
});
