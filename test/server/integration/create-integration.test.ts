import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createIntegration } from '../../../server/src/modules/integration/index.ts';
import { readIntegration } from '../../../server/src/modules/integration/list.ts';
import { newId } from '../../../server/src/platform/id.ts';
import type { TestTenant } from '../../harness/services.ts';
import { answerOf, ask, refusalOf, type Setup, setUp } from './setup.ts';

const HTTP = { http: { method: 'POST', url: 'https://api.example.com/users/{{.Data.user_id}}' } };
const BASIC = { name: 'Datadog', eventTypes: ['user.created'], actions: [HTTP] };

let setup: Setup;
let tenant: TestTenant;

beforeAll(async () => {
  setup = await setUp();
  tenant = await setup.newTenant();
});
afterAll(() => setup.close());

const fieldsOf = async (input: object) => (await refusalOf(() => createIntegration(tenant.owner, input))).fields;

describe('creating an integration', () => {
  it('stores what was asked for, with the defaults, and audits it', async () => {
    const created = await createIntegration(tenant.owner, BASIC);
    expect(created).toMatchObject({
      name: 'Datadog',
      enabled: true,
      eventTypes: ['user.created'],
      conditions: { all: [] },
    });
    expect(created.actions[0]).toMatchObject({
      kind: 'http',
      timeoutSeconds: 10,
      maxRetries: 0,
      sign: true,
      auth: { type: 'NONE' },
      body: null,
    });
    const audit = await setup.query('SELECT action, actor_id, detail FROM audit_records WHERE target_id = $1', [
      created.id,
    ]);
    expect(audit).toMatchObject([
      { action: 'integration.created', actor_id: tenant.owner.actor.id, detail: { name: 'Datadog' } },
    ]);
  });

  it('raises the version of the tenant and tells the others', async () => {
    const version = () =>
      setup.query<{ v: string }>('SELECT integration_version AS v FROM tenants WHERE id = $1', [tenant.tenantId]);
    const before = Number((await version())[0]?.v);
    const heard: string[] = [];
    const off = setup.services.signals.on('integrations', (ids) => heard.push(...ids));
    await createIntegration(tenant.owner, BASIC);
    off();
    expect(Number((await version())[0]?.v)).toBe(before + 1);
    expect(heard).toEqual([tenant.tenantId]);
  });

  it('gives it a signing secret of its own', async () => {
    const { id } = await createIntegration(tenant.owner, BASIC);
    const query = '($id: ID!) { signingSecret(integrationId: $id) { secret previousSecret } }';
    const { signingSecret } = await answerOf<{ signingSecret: { secret: string } }>(tenant.owner, `query ${query}`, {
      id,
    });
    expect(signingSecret).toMatchObject({
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
      previousSecret: null,
    });
  });

  it('keeps tokens, passwords and webhook URLs sealed, and answers none of them', async () => {
    const secrets = ['t0ken-of-ours', 'pa55-w0rd', 'T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX'];
    const input = {
      ...BASIC,
      actions: [
        { http: { ...HTTP.http, auth: { type: 'BEARER', token: secrets[0] } } },
        { http: { ...HTTP.http, auth: { type: 'BASIC', username: 'joe', password: secrets[1] } } },
        { slack: { webhookUrl: `https://hooks.slack.com/services/${secrets[2]}`, message: 'hi' } },
      ],
    };
    const fields = `id kind ... on HttpAction { auth { type username hasToken hasPassword } } ... on SlackAction { webhookUrlHint }`;
    const mutation = `mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { id actions { ${fields} } } }`;
    const answer = await answerOf<{ createIntegration: { id: string; actions: object[] } }>(tenant.owner, mutation, {
      input,
    });
    expect(answer.createIntegration.actions).toMatchObject([
      { kind: 'HTTP', auth: { type: 'BEARER', hasToken: true, hasPassword: false } },
      { kind: 'HTTP', auth: { type: 'BASIC', username: 'joe', hasToken: false, hasPassword: true } },
      { kind: 'SLACK', webhookUrlHint: 'https://hooks.slack.com/••••••XXXX' },
    ]);
    const stored = await setup.query('SELECT to_jsonb(i) AS row FROM integrations i WHERE id = $1', [
      answer.createIntegration.id,
    ]);
    const audited = await setup.query('SELECT detail FROM audit_records WHERE tenant_id = $1', [tenant.tenantId]);
    const sealed = await setup.query<{ sealed: Buffer }>('SELECT sealed FROM secrets WHERE owner_id = $1', [
      answer.createIntegration.id,
    ]);
    const seen = JSON.stringify([answer, stored, audited]) + sealed.map((row) => row.sealed.toString('latin1')).join();
    for (const secret of secrets) expect(seen).not.toContain(secret);
    expect(sealed).toHaveLength(4);
  });

  it('refuses who may only read, and hides it from another tenant', async () => {
    const auditor = await tenant.actor('AUDITOR');
    const refusal = await refusalOf(() => createIntegration(auditor, BASIC));
    expect(refusal.code).toBe('FORBIDDEN');
    const { id } = await createIntegration(tenant.owner, BASIC);
    const other = await setup.newTenant();
    expect((await refusalOf(() => readIntegration(other.owner, id))).code).toBe('NOT_FOUND');
  });
});

describe('what a new integration is refused for', () => {
  it('names an unknown variable with its place, and what was probably meant', async () => {
    const body = '{\n  "email": "{{.Data.user_emial}}"\n}';
    expect(await fieldsOf({ ...BASIC, actions: [{ http: { ...HTTP.http, body } }] })).toEqual([
      {
        path: 'actions.0.http.body',
        message: 'Unknown variable {{.Data.user_emial}}: did you mean {{.Data.user_email}}? (line 2, column 13)',
      },
    ]);
  });

  it('names every wrong place at once, conditions by the order written', async () => {
    const fields = await fieldsOf({
      ...BASIC,
      conditions: [
        { field: 'user.email', operator: 'EQ', value: 'a@example.com', order: 2 },
        { field: 'user.emial', operator: 'EQ', value: 'b', order: 1 },
        { any: [{ field: 'user.email', operator: 'MATCHES', value: '(' }] },
      ],
      actions: [
        HTTP,
        { log: { message: '{{.Data.user_email}' } },
        { http: { ...HTTP.http, headers: [{ name: 'x-user', value: '{{.Nope}}' }] } },
      ],
    });
    expect(fields?.map(({ path }) => path)).toEqual([
      'conditions.1.field',
      'conditions.2.any.0.value',
      'actions.1.log.message',
      'actions.2.http.headers.0.value',
    ]);
  });

  it.each([
    ['eventTypes', { eventTypes: [] }, 'eventTypes'],
    ['an unknown event type', { eventTypes: ['user.crated'] }, 'eventTypes.0'],
    ['no name', { name: ' ' }, 'name'],
    ['no action', { actions: [] }, 'actions'],
    ['two kinds in one action', { actions: [{ ...HTTP, log: { message: 'x' } }] }, 'actions.0'],
    [
      'too long a timeout',
      { actions: [{ http: { ...HTTP.http, timeoutSeconds: 61 } }] },
      'actions.0.http.timeoutSeconds',
    ],
    ['too many retries', { actions: [{ http: { ...HTTP.http, maxRetries: 21 } }] }, 'actions.0.http.maxRetries'],
    ['a wrong method', { actions: [{ http: { ...HTTP.http, method: 'TRACE' } }] }, 'actions.0.http.method'],
    ['a URL of no scheme', { actions: [{ http: { ...HTTP.http, url: 'api.example.com' } }] }, 'actions.0.http.url'],
    [
      'a URL with a password',
      { actions: [{ http: { ...HTTP.http, url: 'https://joe:pw@a.example' } }] },
      'actions.0.http.url',
    ],
    [
      'a host from the event',
      { actions: [{ http: { ...HTTP.http, url: 'https://{{.Data.user_name}}.example' } }] },
      'actions.0.http.url',
    ],
    ['no token', { actions: [{ http: { ...HTTP.http, auth: { type: 'BEARER' } } }] }, 'actions.0.http.auth.token'],
    [
      'a token with a line break',
      { actions: [{ http: { ...HTTP.http, auth: { type: 'BEARER', token: 'a\nb' } } }] },
      'actions.0.http.auth.token',
    ],
    ['no webhook URL', { actions: [{ slack: { message: 'x' } }] }, 'actions.0.slack.webhookUrl'],
    ['a made-up id', { actions: [{ log: { id: 'x', message: 'x' } }] }, 'actions.0.log.id'],
    [
      'body that is no JSON',
      { actions: [{ http: { ...HTTP.http, body: '{"a": {{.EventType}} x}' } }] },
      'actions.0.http.body',
    ],
  ])('%s', async (_what, change, path) => {
    expect((await fieldsOf({ ...BASIC, ...change }))?.map((field) => field.path)).toEqual([path]);
  });

  it.each([
    'Host',
    'content-length',
    'Connection',
    'transfer-encoding',
    'webhook-id',
    'Webhook-Signature',
    'traceparent',
    'a b',
    'x:y',
    '',
  ])('the header %j', async (name) => {
    const fields = await fieldsOf({ ...BASIC, actions: [{ http: { ...HTTP.http, headers: [{ name, value: 'v' }] } }] });
    expect(fields?.[0]?.path).toBe('actions.0.http.headers.0.name');
  });

  it('a header that is given twice, or that auth gives already', async () => {
    const twice = [
      { name: 'X-A', value: '1' },
      { name: 'x-a', value: '2' },
    ];
    expect(await fieldsOf({ ...BASIC, actions: [{ http: { ...HTTP.http, headers: twice } }] })).toEqual([
      { path: 'actions.0.http.headers.1.name', message: 'is given twice' },
    ]);
    const auth = { type: 'BEARER', token: 'abc' };
    const headers = [{ name: 'Authorization', value: 'Bearer x' }];
    expect((await fieldsOf({ ...BASIC, actions: [{ http: { ...HTTP.http, auth, headers } }] }))?.[0]?.path).toBe(
      'actions.0.http.headers.0.name',
    );
  });

  it('a task that there is not', async () => {
    const withTask = (taskId: string) => fieldsOf({ ...BASIC, actions: [{ triggerTask: { taskId } }] });
    const path = 'actions.0.triggerTask.taskId';
    expect(await withTask('x')).toEqual([{ path, message: 'is not the id of a task' }]);
    const taskId = newId();
    expect(await withTask(taskId)).toEqual([{ path, message: `there is no task ${taskId}` }]);
  });

  it('an action of two kinds, by GraphQL itself', async () => {
    const actions = [{ log: { message: 'x' }, slack: { message: 'x' } }];
    const mutation = 'mutation ($input: CreateIntegrationInput!) { createIntegration(input: $input) { id } }';
    const { errors } = await ask(tenant.owner, mutation, { input: { ...BASIC, actions } });
    expect(errors?.[0]?.message).toContain('Exactly one key must be specified for OneOf type "ActionInput"');
  });
});
