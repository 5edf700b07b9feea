import { afterAll, beforeAll, expect, it } from 'vitest';
import { example } from '../../../server/src/modules/event/catalogue/index.ts';
import { recordEvent } from '../../../server/src/modules/event/index.ts';
import { deleteIntegration } from '../../../server/src/modules/integration/delete.ts';
import { createIntegration, setIntegrationSecrets } from '../../../server/src/modules/integration/index.ts';
import { rotateSigningSecret } from '../../../server/src/modules/integration/secrets/rotate-signing-secret.ts';
import { updateIntegration } from '../../../server/src/modules/integration/update.ts';
import { readSecrets } from '../../../server/src/modules/secret/index.ts';
import { transaction } from '../../../server/src/transaction.ts';
import type { TestTenant } from '../../harness/services.ts';
import { answerOf, refusalOf, type Setup, setUp } from './setup.ts';

const HTTP = { method: 'POST', url: 'https://api.example.com/', auth: { type: 'BEARER', token: 'first' } };
const SLACK = { webhookUrl: 'https://hooks.slack.com/services/T0/B0/abcdefghijkl', message: '{{.Data.user_email}}' };
const INPUT = { name: 'Sync', eventTypes: ['user.created'], actions: [{ http: HTTP }, { slack: SLACK }] };

let setup: Setup;
let tenant: TestTenant;

beforeAll(async () => {
  setup = await setUp();
  tenant = await setup.newTenant();
});
afterAll(() => setup.close());

const secretsOf = async (id: string) =>
  Object.fromEntries(await transaction(tenant.owner, (ctx) => readSecrets(ctx, 'integration_action', id)));

it('changes what is given, leaves the rest, and audits old and new values', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  const updated = await updateIntegration(tenant.owner, id, { name: 'Renamed', description: null });
  expect(updated).toMatchObject({ name: 'Renamed', version: 2, eventTypes: ['user.created'], missedEvents: null });
  const [audit] = await setup.query<{ detail: object }>(
    `SELECT detail FROM audit_records WHERE target_id = $1 AND action = 'integration.updated'`,
    [id],
  );
  expect(audit?.detail).toEqual({ changes: { name: { from: 'Sync', to: 'Renamed' } }, secretsChanged: [] });
});

it('keeps the id and the secrets of an action that names its id', async () => {
  const created = await createIntegration(tenant.owner, INPUT);
  const [http, slack] = created.actions;
  const actions = [
    { slack: { id: slack?.id, message: 'changed' } },
    { http: { id: http?.id, method: 'PUT', url: HTTP.url, auth: { type: 'BEARER' } } },
  ];
  const updated = await updateIntegration(tenant.owner, created.id, { actions });
  expect(updated.actions.map((action) => action.id)).toEqual([slack?.id, http?.id]);
  expect(await secretsOf(created.id)).toEqual({
    [`${http?.id}.token`]: 'first',
    [`${slack?.id}.webhookUrl`]: SLACK.webhookUrl,
  });
});

it('replaces a secret that is given, and removes those that have no place any more', async () => {
  const created = await createIntegration(tenant.owner, INPUT);
  const id = created.actions[0]?.id;
  await updateIntegration(tenant.owner, created.id, {
    actions: [{ http: { ...HTTP, id, auth: { type: 'BASIC', username: 'joe', password: 'second' } } }],
  });
  expect(await secretsOf(created.id)).toEqual({ [`${id}.password`]: 'second' });
  const kept = { ...HTTP, id, auth: { type: 'BASIC' } };
  const again = await updateIntegration(tenant.owner, created.id, { actions: [{ http: kept }] });
  expect(again.actions[0]).toMatchObject({ auth: { type: 'BASIC', username: 'joe', hasPassword: true } });
  const emptied = { ...HTTP, id, auth: { type: 'BASIC', password: '' } };
  await updateIntegration(tenant.owner, created.id, { actions: [{ http: emptied }] });
  expect(await secretsOf(created.id)).toEqual({});
});

it('refuses a bearer token that is taken away, and an id of another integration', async () => {
  const created = await createIntegration(tenant.owner, INPUT);
  const other = await createIntegration(tenant.owner, INPUT);
  const id = created.actions[0]?.id;
  const emptied = { actions: [{ http: { ...HTTP, id, auth: { type: 'BEARER', token: '' } } }] };
  const refusal = await refusalOf(() => updateIntegration(tenant.owner, created.id, emptied));
  expect(refusal.fields).toEqual([{ path: 'actions.0.http.auth.token', message: 'is needed for BEARER' }]);
  const foreign = { actions: [{ http: { ...HTTP, id: other.actions[0]?.id } }] };
  expect((await refusalOf(() => updateIntegration(tenant.owner, created.id, foreign))).fields?.[0]?.path).toBe(
    'actions.0.http.id',
  );
});

it('checks templates that stay against event types that change', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  const refusal = await refusalOf(() => updateIntegration(tenant.owner, id, { eventTypes: ['group.created'] }));
  expect(refusal.fields?.[0]?.path).toBe('actions.1.slack.message');
});

it('remembers who disabled it, and counts what it missed when it is enabled again', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  await setup.query('UPDATE integrations SET failing_since = now(), warned_at = now() WHERE id = $1', [id]);
  const disabled = await updateIntegration(tenant.owner, id, { enabled: false });
  expect(disabled).toMatchObject({ enabled: false, disabledReason: `by ${tenant.owner.actor.email}` });
  await transaction(tenant.owner, async (ctx) => {
    recordEvent(ctx, 'user.created', example('user.created'));
    recordEvent(ctx, 'user.created', example('user.created'));
    recordEvent(ctx, 'user.deleted', example('user.deleted'));
  });
  const mutation = `mutation ($id: ID!, $input: UpdateIntegrationInput!) {
    updateIntegration(id: $id, input: $input) { enabled missedEvents failingSince disabledAt disabledReason }
  }`;
  const answer = await answerOf(tenant.owner, mutation, { id, input: { enabled: true } });
  expect(answer).toEqual({
    updateIntegration: { enabled: true, missedEvents: 2, failingSince: null, disabledAt: null, disabledReason: null },
  });
});

it('can be renamed and disabled even when what it holds is no longer understood', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  await setup.query(
    `UPDATE integrations SET conditions = '{"all": [{"field": "gone", "operator": "EQ", "value": "x"}]}' WHERE id = $1`,
    [id],
  );
  expect(await updateIntegration(tenant.owner, id, { enabled: false })).toMatchObject({ enabled: false });
  const { integration } = await answerOf<{ integration: { warnings: object[] } }>(
    tenant.owner,
    'query ($id: ID!) { integration(id: $id) { warnings { path message } } }',
    { id },
  );
  expect(integration.warnings).toEqual([{ path: 'conditions.0.field', message: expect.stringContaining('field') }]);
});

it('loses nothing when two change it at once', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  const changes = Array.from({ length: 8 }, (_, index) => updateIntegration(tenant.owner, id, { name: `n${index}` }));
  const versions = (await Promise.all(changes)).map((updated) => updated.version);
  expect(versions.sort((a, b) => a - b)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
});

it('refuses who may only read, and hides it from another tenant', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  const auditor = await tenant.actor('AUDITOR');
  expect((await refusalOf(() => updateIntegration(auditor, id, { name: 'x' }))).code).toBe('FORBIDDEN');
  const other = await setup.newTenant();
  expect((await refusalOf(() => updateIntegration(other.owner, id, { name: 'x' }))).code).toBe('NOT_FOUND');
});

it('raises the version of the tenant with every write, so that nobody fires the old one', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  const writes = [
    () => updateIntegration(tenant.owner, id, { name: 'x' }),
    () => setIntegrationSecrets(tenant.owner, { integrationId: id, secrets: [{ name: 'A', value: 'value' }] }),
    () => rotateSigningSecret(tenant.owner, id),
    () => deleteIntegration(tenant.owner, id),
  ];
  const version = async () => {
    const [row] = await setup.query<{ v: string }>('SELECT integration_version AS v FROM tenants WHERE id = $1', [
      tenant.tenantId,
    ]);
    return Number(row?.v);
  };
  for (const write of writes) {
    const [before, heard] = [await version(), [] as string[]];
    const off = setup.services.signals.on('integrations', (ids) => heard.push(...ids));
    await write();
    off();
    expect(await version()).toBe(before + 1);
    expect(heard).toEqual([tenant.tenantId]);
  }
});
