import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi, type TestApi } from '../harness/api.ts';

const QUERY = `{
  scriptTemplates {
    name title description category script cronExpression eventTypes allowedHosts
    config { key description defaultValue isRequired }
    secrets { name description isRequired }
  }
}`;

interface Offered {
  scriptTemplates: {
    name: string;
    title: string;
    script: string;
    cronExpression: string | null;
    config: object[];
    secrets: object[];
  }[];
}

describe('script templates', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
  });
  afterAll(() => api.stop());

  it('are offered whole, with what a task needs to run them', async () => {
    const owner = await api.signUp();
    const { scriptTemplates } = await api.ask<Offered>(owner.token, QUERY);
    const github = scriptTemplates.find(({ name }) => name === 'github-team-sync');
    expect(github).toMatchObject({
      title: 'GitHub team sync',
      category: 'PROVISIONING',
      script: expect.stringContaining('export default async function run(): Promise<string>'),
      cronExpression: '0 */2 * * *',
      eventTypes: ['group.member_added', 'group.member_removed'],
      allowedHosts: ['api.github.com'],
    });
    expect(github?.config).toContainEqual({
      key: 'group_prefix',
      description: expect.any(String),
      defaultValue: 'github-team:',
      isRequired: false,
    });
    expect(github?.secrets).toContainEqual({
      name: 'GITHUB_TOKEN',
      description: expect.any(String),
      isRequired: false,
    });
  });

  it('are saved as tasks as they are, each with its schedule', async () => {
    const owner = await api.signUp();
    const { scriptTemplates } = await api.ask<Offered>(owner.token, QUERY);
    for (const { title, script, cronExpression } of scriptTemplates) {
      const input = { name: title, script, scheduleType: cronExpression ? 'CRON' : 'ONCE', cronExpression };
      const { createTask } = await api.ask<{ createTask: { name: string; nextRunAt: string | null } }>(
        owner.token,
        'mutation ($input: CreateTaskInput!) { createTask(input: $input) { name nextRunAt } }',
        { input },
      );
      expect(createTask.nextRunAt !== null).toBe(cronExpression !== null);
    }
  });

  it('are not for members', async () => {
    const owner = await api.signUp();
    const member = await api.signInAs(owner, 'MEMBER');
    const { errors } = await api.gql(member.token, QUERY);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
