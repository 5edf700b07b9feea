import { afterAll, beforeAll, expect, it } from 'vitest';
import { example, recordEvent } from '../../../server/src/modules/event/index.ts';
import { createIntegration, setIntegrationSecrets } from '../../../server/src/modules/integration/index.ts';
import { previewIntegration } from '../../../server/src/modules/integration/preview/preview.ts';
import { updateIntegration } from '../../../server/src/modules/integration/update.ts';
import { transaction } from '../../../server/src/transaction.ts';
import type { TestTenant } from '../../harness/services.ts';
import { answerOf, refusalOf, type Setup, setUp } from './setup.ts';

const SECRETS = { KEY: 'k3y-of-the-api', token: 't0ken-of-ours' };
const HTTP = {
  method: 'POST',
  url: 'https://api.example.com/{{.Data.user_id}}?key={{secrets.KEY}}',
  headers: [{ name: 'X-Key', value: '{{secrets.KEY}}' }],
  body: '{"email": "{{.Data.user_email}}", "key": "{{secrets.KEY}}"}',
  auth: { type: 'BEARER', token: SECRETS.token },
};
const INPUT = {
  name: 'Sync',
  eventTypes: ['user.created'],
  conditions: [
    { field: 'user.email', operator: 'ENDS_WITH', value: '@example.com' },
    { field: 'user.name', operator: 'NEQ', value: 'ada' },
  ],
  actions: [{ http: HTTP }, { log: { message: 'key {{secrets.KEY}}' } }],
};

let setup: Setup;
let tenant: TestTenant;

beforeAll(async () => {
  setup = await setUp();
  tenant = await setup.newTenant();
});
afterAll(() => setup.close());

async function saved(): Promise<string> {
  const { id } = await createIntegration(tenant.owner, INPUT);
  await setIntegrationSecrets(tenant.owner, { integrationId: id, secrets: [{ name: 'KEY', value: SECRETS.KEY }] });
  return id;
}

it('shows what a saved integration would send for an example, and explains each condition, with secrets masked', async () => {
  const id = await saved();
  const query = `query ($id: ID!) {
    previewIntegration(integrationId: $id, sample: "user.created") {
      integrationId actionIndex kind matched message error
      explanation { path field operator expected actual matched }
      request { method url headers { name value } body isSigned }
    }
  }`;
  const answer = await answerOf<{ previewIntegration: object[] }>(tenant.owner, query, { id });
  const explanation = [
    {
      path: 'conditions.0',
      field: 'user.email',
      operator: 'ENDS_WITH',
      expected: '@example.com',
      actual: 'ada.lovelace@example.com',
      matched: true,
    },
    { path: 'conditions.1', field: 'user.name', operator: 'NEQ', expected: 'ada', actual: 'ada', matched: false },
  ];
  const common = { integrationId: id, matched: false, explanation, error: null };
  expect(answer.previewIntegration).toEqual([
    {
      ...common,
      actionIndex: 0,
      kind: 'HTTP',
      message: null,
      request: {
        method: 'POST',
        url: `https://api.example.com/${example('user.created').user_id}?key=••••••`,
        headers: [
          { name: 'content-type', value: 'application/json' },
          { name: 'authorization', value: '••••••' },
          { name: 'x-key', value: '••••••' },
        ],
        body: '{"email": "ada.lovelace@example.com", "key": "••••••"}',
        isSigned: true,
      },
    },
    { ...common, actionIndex: 1, kind: 'LOG', message: 'key ••••••', request: null },
  ]);
});

it('shows it for a past event, and for an integration that is still being written', async () => {
  const eventId = await transaction(tenant.owner, async (ctx) =>
    recordEvent(ctx, 'user.created', {
      ...example('user.created'),
      user_name: 'grace',
      user_email: 'grace@example.com',
    }),
  );
  const previewed = await previewIntegration(tenant.owner, { input: INPUT, eventId });
  expect(previewed.map(({ matched, error }) => ({ matched, error }))).toEqual([
    { matched: true, error: null },
    { matched: true, error: null },
  ]);
  expect(previewed[0]?.request?.body).toBe('{"email": "grace@example.com", "key": "••••••"}');
  expect(JSON.stringify(previewed)).not.toContain(SECRETS.token);
});

it('shows a change of a saved integration with the secrets that it holds, and never lets them out', async () => {
  const id = await saved();
  const input = { ...INPUT, actions: [{ log: { message: 'x{{secrets.KEY}}y {{secrets.KEY}}' } }] };
  const [previewed] = await previewIntegration(tenant.owner, { input, integrationId: id });
  expect(previewed).toMatchObject({ kind: 'log', message: 'x••••••y ••••••' });
});

it('shows what every enabled integration would do for an event', async () => {
  const fresh = await setup.newTenant();
  const log = (name: string, eventTypes: string[]) => ({ name, eventTypes, actions: [{ log: { message: name } }] });
  await createIntegration(fresh.owner, log('fires', ['user.created']));
  await createIntegration(fresh.owner, log('does not', ['user.deleted']));
  const off = await createIntegration(fresh.owner, log('is off', ['user.created']));
  await updateIntegration(fresh.owner, off.id, { enabled: false });
  const previewed = await previewIntegration(fresh.owner, { sample: 'user.created' });
  expect(previewed.map(({ integrationName, matched }) => [integrationName, matched])).toEqual([
    ['fires', true],
    ['does not', false],
  ]);
});

it('says why a saved one cannot be rendered', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  const previewed = await previewIntegration(tenant.owner, { integrationId: id });
  expect(previewed[0]).toMatchObject({ request: null, error: expect.stringContaining('the secret is not set') });
});

it('refuses what cannot be saved, an unknown sample, and an event of another tenant', async () => {
  const wrong = { ...INPUT, actions: [{ log: { message: '{{.Nope}}' } }] };
  expect((await refusalOf(() => previewIntegration(tenant.owner, { input: wrong }))).fields?.[0]?.path).toBe(
    'actions.0.log.message',
  );
  const sample = await refusalOf(() => previewIntegration(tenant.owner, { input: INPUT, sample: 'user.craeted' }));
  expect(sample.fields).toEqual([
    { path: 'sample', message: 'there is no event type user.craeted: did you mean user.created?' },
  ]);
  const other = await setup.newTenant();
  const eventId = await transaction(other.owner, async (ctx) =>
    recordEvent(ctx, 'user.created', example('user.created')),
  );
  expect((await refusalOf(() => previewIntegration(tenant.owner, { input: INPUT, eventId }))).code).toBe('NOT_FOUND');
  expect((await refusalOf(() => previewIntegration(tenant.owner, {}))).fields?.[0]?.path).toBe('sample');
});

it('lets who may only read preview what is saved, and nothing of their own', async () => {
  const id = await saved();
  const auditor = await tenant.actor('AUDITOR');
  expect(await previewIntegration(auditor, { integrationId: id })).toHaveLength(2);
  expect((await refusalOf(() => previewIntegration(auditor, { input: INPUT }))).code).toBe('FORBIDDEN');
  const member = await tenant.actor('MEMBER');
  expect((await refusalOf(() => previewIntegration(member, { integrationId: id }))).code).toBe('FORBIDDEN');
});
