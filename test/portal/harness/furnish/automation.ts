import { groupIdOf, idOf } from './directory.ts';
import type { Furnished } from './index.ts';

const LEAVER = { eventTypes: ['user.deactivated'], enabled: true };

/** Integrations whose receiver is down, and runs that succeed, fail, plan, and ask before they take away. */
export async function furnishAutomation(tenant: Furnished): Promise<void> {
  const { ask, providerUrl } = tenant;
  const post = { method: 'POST', headers: [{ name: 'content-type', value: 'application/json' }] };
  for (const integration of [
    {
      ...LEAVER,
      name: 'Tickets for leavers',
      description: 'The help desk gets a ticket for the hardware of whoever leaves.',
      actions: [{ http: { ...post, url: `${providerUrl}/broken/tickets`, maxRetries: 0 } }],
    },
    {
      ...LEAVER,
      name: 'Payroll',
      description: 'Tells payroll of the last day.',
      actions: [{ http: { ...post, url: `${providerUrl}/broken/payroll`, maxRetries: 5 } }],
    },
  ]) {
    await ask('mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { id } }', {
      input: integration,
    });
  }
  const { tasks } = await ask<{ tasks: { nodes: { id: string }[] } }>(
    '{ tasks(text: "Hourly directory report", first: 1) { nodes { id } } }',
  );
  const run = (id: string | undefined, mode = 'APPLY') =>
    ask('mutation ($id: ID!, $mode: RunMode!) { runTask(id: $id, mode: $mode) { id } }', { id, mode });
  await run(tasks.nodes[0]?.id);
  // The plan below finds one there already.
  await ask(
    'mutation ($groupId: ID!, $userId: ID!) { addGroupMember(groupId: $groupId, userId: $userId) { source } }',
    {
      groupId: await groupIdOf(tenant, 'datadog-users'),
      userId: await idOf(tenant, 'julia.kowalska'),
    },
  );
  for (const { mode, ...task } of TASKS(providerUrl)) {
    const { createTask } = await ask<{ createTask: { id: string } }>(
      'mutation ($input: CreateTaskInput!) { createTask(input: $input) { id } }',
      { input: { ...task, scheduleType: 'CRON', timeZone: 'Europe/Berlin' } },
    );
    await run(createTask.id, mode);
  }
}

const TASKS = (providerUrl: string) => [
  {
    name: 'Badge export',
    description: 'Hands the door system everybody who may come in.',
    cronExpression: '30 5 * * 1-5',
    mode: 'APPLY',
    script: `import { config } from 'joinery';

export default async function run(): Promise<string> {
  const answer = await fetch(config.get('address') || '${providerUrl}/broken/badges', { method: 'POST' });
  if (!answer.ok) throw new Error(\`the door system answered \${answer.status}\`);
  return 'everybody was handed over';
}
`,
  },
  {
    name: 'Sales sees the dashboards',
    description: 'Whoever is in Sales has an account in Datadog.',
    cronExpression: '0 6 * * *',
    mode: 'PLAN',
    script: `import { idp } from 'joinery';

export default async function run(): Promise<string> {
  const group = await idp.getGroupByName('datadog-users');
  if (!group) throw new Error('there is no group datadog-users');
  let count = 0;
  for await (const user of idp.users()) {
    if (user.attributes.department !== 'Sales') continue;
    await idp.addUserToGroup(user.id, group.id);
    count += 1;
  }
  return \`\${count} people of Sales\`;
}
`,
  },
  {
    name: 'Argo CD without guests',
    description: 'Who is not on call does not administer Argo CD.',
    cronExpression: '0 7 * * 1',
    removalCap: { maxPerRun: 2 },
    mode: 'APPLY',
    script: `import { idp } from 'joinery';

export default async function run(): Promise<string> {
  const group = await idp.getGroupByName('argocd-admins');
  if (!group) throw new Error('there is no group argocd-admins');
  for (const user of await idp.getGroupMembers(group.id)) {
    if (!user.email.startsWith('ruth')) await idp.removeUserFromGroup(user.id, group.id);
  }
  return 'only who is on call is left';
}
`,
  },
];
