import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DatadogTwin, startDatadog } from '../../twins/datadog.ts';
import { type Company, startCompany } from './company.ts';

const KEYS = { apiKey: 'dd-api-key-of-the-story', appKey: 'dd-app-key-of-the-story' };

describe('a Datadog user appears when somebody joins datadog-users', () => {
  let company: Company;
  let datadog: DatadogTwin;
  let chainId: string;
  let group: string;

  const userOf = (email: string) => [...datadog.users.values()].filter((user) => user.email === email);

  beforeAll(async () => {
    datadog = await startDatadog(KEYS);
    datadog.roles.set('r1', { id: 'r1', name: 'Standard', permissions: [] });
    company = await startCompany({ plugins: ['datadog'] });
    const connectionId = await company.connect('datadog', {
      config: { organization: 'Acme', apiUrl: datadog.url },
      secrets: { api_key: KEYS.apiKey, application_key: KEYS.appKey },
    });
    const user = { $from: 'steps.create.output.id' };
    chainId = await company.createChain({
      ...{ name: 'Give Datadog', purpose: 'PROVISION' },
      steps: [
        {
          ...{ name: 'create', connectionId, actionType: 'datadog_api_create_user', onFailure: 'COMPENSATE' },
          input: {
            email: { $from: 'subject.email' },
            name: { $from: 'subject.fullName' },
            roles: ['Standard'],
          },
        },
        {
          ...{ name: 'invite', connectionId, actionType: 'datadog_api_send_invitation', input: { user } },
          ...{ onFailure: 'COMPENSATE', retry: { maxAttempts: 1 } },
        },
      ],
    });
    const conditions = [{ field: 'group.name', operator: 'EQ', value: 'datadog-users' }];
    await company.startOn('Datadog', { eventTypes: ['group.member_added'], conditions }, { chainId });
    group = await company.createGroup('datadog-users');
  });
  afterAll(async () => {
    await company.stop();
    await datadog.close();
  });

  it('with name and role, and gets an invitation', async () => {
    await company.join(group, await company.hire('ada', { firstName: 'Ada', lastName: 'Lovelace' }));
    const [flow] = await company.ended(chainId, 1);
    expect(flow).toMatchObject({
      status: 'SUCCESS',
      steps: [
        { name: 'create', outcome: 'changed' },
        { name: 'invite', outcome: 'changed' },
      ],
    });
    expect(userOf('ada@example.com')).toMatchObject([
      { name: 'Ada Lovelace', roles: new Set(['r1']), isDisabled: false, status: 'Pending' },
    ]);
  });

  it('only once, whoever has made them before', async () => {
    datadog.add('bob@example.com', 'Bob');
    await company.join(group, await company.hire('bob'));
    const [flow] = await company.ended(chainId, 2);
    expect(flow).toMatchObject({ status: 'SUCCESS', steps: [{ name: 'create', outcome: 'noop' }, {}] });
    expect(userOf('bob@example.com')).toHaveLength(1);
  });

  it('although Datadog asks for patience', async () => {
    datadog.limit(1, 1);
    await company.join(group, await company.hire('carol'));
    const [flow] = await company.ended(chainId, 3);
    expect(flow).toMatchObject({ status: 'SUCCESS' });
    expect(userOf('carol@example.com')).toHaveLength(1);
  });

  it('and is disabled again when the invitation cannot be sent', async () => {
    datadog.refuse({ method: 'POST', path: /user_invitations/, status: 403, body: { errors: ['Forbidden'] } });
    await company.join(group, await company.hire('dan'));
    const [flow] = await company.ended(chainId, 4);
    datadog.recover();
    expect(flow).toMatchObject({ status: 'COMPENSATED', error: expect.stringContaining('invite') });
    expect(flow?.steps.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['create', 'changed'],
      ['invite', 'failed'],
      ['undo_create', 'changed'],
    ]);
    expect(userOf('dan@example.com')).toMatchObject([{ isDisabled: true }]);
  });

  it('as a plan says before, which writes nothing', async () => {
    const subjectId = await company.hire('erin');
    const { id } = await company.mutate<{ id: string }>('startActionFlow', { chainId, subjectId, mode: 'PLAN' }, 'id');
    const plan = (await company.ended(chainId, 5)).find((flow) => flow.id === id);
    expect(plan).toMatchObject({ mode: 'PLAN', status: 'SUCCESS' });
    expect(plan?.steps.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['create', 'planned'],
      ['invite', 'planned'],
    ]);
    expect(userOf('erin@example.com')).toEqual([]);
  });
});
