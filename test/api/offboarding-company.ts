import { type Account, startApi, type TestApi } from '../harness/api.ts';
import { eventually } from '../harness/eventually.ts';
import { startDatadog } from '../twins/datadog.ts';
import { startGitHub } from '../twins/github.ts';
import { startPagerDuty } from '../twins/pagerduty.ts';
import { startSlack } from '../twins/slack.ts';

export const SECRETS = {
  DD_API_KEY: 'dd-api-key-4f1b8a7c',
  DD_APP_KEY: 'dd-app-key-9c2e6d31',
  PD_TOKEN: 'pd-token-7a5e0b94',
  GITHUB_TOKEN: 'ghp_offboarding_3d8f',
};

export interface Effect {
  number: number;
  kind: string;
  summary: string;
  outcome: string;
  isRemoval: boolean;
  error: string | null;
}

export interface Run {
  id: string;
  status: string;
  mode: string;
  triggeredBy: string;
  eventId: string | null;
  deliveryId: string | null;
  actorEmail: string | null;
  output: string | null;
  error: string | null;
  planHash: string | null;
  effects: Effect[];
}

const RUN = `id status mode triggeredBy eventId deliveryId actorEmail output error planHash
  effects { number kind summary outcome isRemoval error }`;

/** The product, as it is started, and the tools of a company that uses it. */
export async function startCompany() {
  const api = await startApi();
  const datadog = await startDatadog({ apiKey: SECRETS.DD_API_KEY, appKey: SECRETS.DD_APP_KEY });
  const pagerDuty = await startPagerDuty({ token: SECRETS.PD_TOKEN });
  const github = await startGitHub({ org: 'acme', token: SECRETS.GITHUB_TOKEN });
  const slack = await startSlack({ botToken: 'xoxb-unused', channels: [] });
  const tools = [datadog, pagerDuty, github, slack];
  const owner = await api.signUp();
  const runs = (taskId: string) => runsOf(api, owner, taskId);
  return {
    api,
    owner,
    datadog,
    pagerDuty,
    github,
    slack,
    /** Somebody who works with all three tools. */
    hire: async (name: string): Promise<string> => {
      const email = `${name}@example.com`;
      datadog.add(email);
      pagerDuty.add(email);
      github.members.set(name, 'active');
      return createUser(api, owner, email, name);
    },
    /** Where somebody still is. */
    placesOf: (name: string) => ({
      datadog: [...datadog.users.values()].some(
        ({ email, isDisabled }) => email === `${name}@example.com` && !isDisabled,
      ),
      pagerDuty: [...pagerDuty.users.values()].some(({ email }) => email === `${name}@example.com`),
      github: github.members.has(name),
    }),
    createTask: async (): Promise<string> => {
      const taskId = await createOffboardingTask(api, owner);
      await setConfig(api, owner, taskId, configOf({ datadog, pagerDuty, github }));
      return taskId;
    },
    /** Says whom a run by hand is for. */
    setTarget: (taskId: string, email: string) =>
      setConfig(api, owner, taskId, { ...configOf({ datadog, pagerDuty, github }), trigger_user_email: email }),
    runs,
    /** The task's only run of this kind, once it has ended. */
    ended: (taskId: string, fits: (run: Run) => boolean = () => true): Promise<Run> =>
      eventually(async () => {
        const run = (await runs(taskId)).find(fits);
        if (!run || !['SUCCESS', 'ERROR', 'CANCELLED'].includes(run.status)) throw new Error(`run: ${run?.status}`);
        return run;
      }),
    stop: async () => {
      await Promise.all(tools.map((tool) => tool.close()));
      await api.stop();
    },
  };
}

export type Company = Awaited<ReturnType<typeof startCompany>>;

type Tools = { [tool in 'datadog' | 'pagerDuty' | 'github']: { url: string } };

function configOf({ datadog, pagerDuty, github }: Tools): Record<string, string> {
  return {
    datadog_api_url: datadog.url,
    pagerduty_api_url: pagerDuty.url,
    github_api_url: github.url,
    github_org: 'acme',
  };
}

async function createUser(api: TestApi, { token }: Account, email: string, githubUsername: string): Promise<string> {
  const { createUser } = await api.ask<{ createUser: { id: string } }>(
    token,
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }',
    { input: { email, attributes: { github_username: githubUsername } } },
  );
  return createUser.id;
}

/** As a person would in the portal: from the template, with its secrets. */
async function createOffboardingTask(api: TestApi, { token }: Account): Promise<string> {
  const { scriptTemplates } = await api.ask<{ scriptTemplates: { name: string; title: string; script: string }[] }>(
    token,
    '{ scriptTemplates { name title script } }',
  );
  const template = scriptTemplates.find(({ name }) => name === 'offboarding-cascade');
  const { createTask } = await api.ask<{ createTask: { id: string } }>(
    token,
    'mutation ($input: CreateTaskInput!) { createTask(input: $input) { id } }',
    { input: { name: 'offboard-user', scheduleType: 'ONCE', script: template?.script } },
  );
  const secrets = Object.entries(SECRETS).map(([name, value]) => ({ name, value }));
  await api.ask(
    token,
    'mutation ($taskId: ID!, $secrets: [TaskSecretInput!]!) { setTaskSecrets(taskId: $taskId, secrets: $secrets) }',
    { taskId: createTask.id, secrets },
  );
  return createTask.id;
}

async function setConfig(api: TestApi, { token }: Account, taskId: string, config: Record<string, string>) {
  const entries = Object.entries(config).map(([key, value]) => ({ key, value }));
  await api.ask(
    token,
    'mutation ($taskId: ID!, $entries: [TaskConfigInput!]!) { setTaskConfig(taskId: $taskId, entries: $entries) { key } }',
    { taskId, entries },
  );
}

async function runsOf(api: TestApi, { token }: Account, taskId: string): Promise<Run[]> {
  const { taskRuns } = await api.ask<{ taskRuns: { nodes: Run[] } }>(
    token,
    `query ($taskId: ID!) { taskRuns(taskId: $taskId, first: 5) { nodes { ${RUN} } } }`,
    { taskId },
  );
  return taskRuns.nodes;
}
