import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  compileTenant,
  createIntegration,
  setIntegrationSecrets,
} from '../../../server/src/modules/integration/index.ts';
import {
  rotateSigningSecret,
  signingSecret,
} from '../../../server/src/modules/integration/secrets/rotate-signing-secret.ts';
import { integrationSecretNames } from '../../../server/src/modules/integration/secrets/secret-names.ts';
import type { Clock } from '../../../server/src/platform/clock.ts';
import type { TestTenant } from '../../harness/services.ts';
import { answerOf, refusalOf, type Setup, setUp } from './setup.ts';

const HOUR_MS = 3600 * 1000;
const ACTION = {
  http: {
    method: 'POST',
    url: '{{secrets.BASE_URL}}/users',
    headers: [{ name: 'x-api-key', value: '{{secrets.KEY}}' }],
  },
};
const INPUT = { name: 'Sync', eventTypes: ['user.created'], actions: [ACTION] };

let passedMs = 0;
const clock: Clock = { now: () => new Date(Date.now() + passedMs) };
let setup: Setup;
let tenant: TestTenant;

beforeAll(async () => {
  setup = await setUp({ clock });
  tenant = await setup.newTenant();
});
afterAll(() => setup.close());

const warningsOf = async (id: string) => {
  const query = 'query ($id: ID!) { integration(id: $id) { secretNames warnings { path message } } }';
  return (await answerOf<{ integration: { warnings: object[] } }>(tenant.owner, query, { id })).integration;
};

it('warns of secrets that a template names and that are not set, and no longer once they are', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  expect((await warningsOf(id)).warnings).toEqual([
    { path: 'actions.0.http.url', message: 'The secret BASE_URL is not set (line 1, column 1)' },
    { path: 'actions.0.http.headers.0.value', message: 'The secret KEY is not set (line 1, column 1)' },
  ]);
  const mutation =
    'mutation ($id: ID!, $secrets: [SecretInput!]!) { setIntegrationSecrets(integrationId: $id, secrets: $secrets) }';
  const secrets = [
    { name: 'KEY', value: 'k-12345' },
    { name: 'BASE_URL', value: 'https://api.example.com' },
  ];
  expect(await answerOf(tenant.owner, mutation, { id, secrets })).toEqual({
    setIntegrationSecrets: ['BASE_URL', 'KEY'],
  });
  expect(await warningsOf(id)).toEqual({ secretNames: ['BASE_URL', 'KEY'], warnings: [] });
});

it('replaces all of them, keeps one without a value, and audits names only', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  const set = (secrets: object[]) => setIntegrationSecrets(tenant.owner, { integrationId: id, secrets });
  await set([
    { name: 'A', value: 'first-value' },
    { name: 'B', value: 'second-value' },
  ]);
  expect(await set([{ name: 'B' }, { name: 'C', value: 'third-value' }])).toEqual(['B', 'C']);
  expect(await integrationSecretNames(tenant.owner, id)).toEqual(['B', 'C']);
  const audit = await setup.query<{ detail: object }>(
    `SELECT detail FROM audit_records WHERE target_id = $1 AND action = 'integration.secrets_set' ORDER BY id`,
    [id],
  );
  expect(audit.map((row) => row.detail)).toEqual([
    { set: ['A', 'B'], removed: [] },
    { set: ['C'], removed: ['A'] },
  ]);
});

it('refuses a wrong name, a name given twice, and a new secret without a value', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  const refused = (secrets: object[]) =>
    refusalOf(() => setIntegrationSecrets(tenant.owner, { integrationId: id, secrets }));
  expect((await refused([{ name: '1x', value: 'v' }])).fields?.[0]?.path).toBe('secrets.0.name');
  const twice = [
    { name: 'A', value: 'v' },
    { name: 'A', value: 'w' },
  ];
  expect((await refused(twice)).fields).toEqual([{ path: 'secrets.1.name', message: 'is given twice' }]);
  expect((await refused([{ name: 'A' }])).fields?.[0]?.path).toBe('secrets.0.value');
});

it('warns of a credential that is written in plain sight', async () => {
  const headers = [{ name: 'Authorization', value: 'Bearer abc' }];
  const { id } = await createIntegration(tenant.owner, {
    ...INPUT,
    actions: [{ http: { method: 'POST', url: 'https://a.example', headers } }],
  });
  expect((await warningsOf(id)).warnings).toMatchObject([{ path: 'actions.0.http.headers.0.value' }]);
  const [audit] = await setup.query<{ detail: object }>('SELECT detail FROM audit_records WHERE target_id = $1', [id]);
  expect(JSON.stringify(audit)).not.toContain('Bearer abc');
});

it('rotates the signing secret: both sign until the old one ends, though nothing was compiled again', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  const [before] = await signingSecret(tenant.owner, id);
  const mutation =
    'mutation ($id: ID!) { rotateSigningSecret(integrationId: $id) { secret previousSecret previousExpiresAt } }';
  const { rotateSigningSecret: rotated } = await answerOf<{ rotateSigningSecret: Record<string, string> }>(
    tenant.owner,
    mutation,
    { id },
  );
  expect(rotated.previousSecret).toBe(before?.secret);
  expect(rotated.secret).not.toBe(before?.secret);
  expect(new Date(rotated.previousExpiresAt ?? '').getTime() - clock.now().getTime()).toBeGreaterThan(23.9 * HOUR_MS);
  const compiled = (await compileTenant(tenant.owner)).byId.get(id);
  expect(compiled?.signingSecrets).toHaveLength(2);
  passedMs += 25 * HOUR_MS;
  expect(compiled?.signingSecrets).toHaveLength(1);
  expect(await signingSecret(tenant.owner, id)).toHaveLength(1);
});

it('rotates without an overlap when none is wanted, and audits who looked', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  expect(await rotateSigningSecret(tenant.owner, id, { overlapHours: 0 })).toHaveLength(1);
  expect(await signingSecret(tenant.owner, id)).toHaveLength(1);
  const audit = await setup.query<{ action: string }>(
    'SELECT action FROM audit_records WHERE target_id = $1 ORDER BY id',
    [id],
  );
  expect(audit.map((row) => row.action)).toEqual([
    'integration.created',
    'integration.signing_secret_rotated',
    'integration.signing_secret_shown',
  ]);
  expect((await refusalOf(() => rotateSigningSecret(tenant.owner, id, { overlapHours: 200 }))).code).toBe(
    'INVALID_INPUT',
  );
});

it('shows no signing secret to who may only read, and nothing to another tenant', async () => {
  const { id } = await createIntegration(tenant.owner, INPUT);
  const auditor = await tenant.actor('AUDITOR');
  expect((await refusalOf(() => signingSecret(auditor, id))).code).toBe('FORBIDDEN');
  expect((await refusalOf(() => rotateSigningSecret(auditor, id))).code).toBe('FORBIDDEN');
  expect((await refusalOf(() => setIntegrationSecrets(auditor, { integrationId: id, secrets: [] }))).code).toBe(
    'FORBIDDEN',
  );
  expect(await integrationSecretNames(auditor, id)).toEqual([]);
  const { owner } = await setup.newTenant();
  expect((await refusalOf(() => signingSecret(owner, id))).code).toBe('NOT_FOUND');
  expect((await refusalOf(() => setIntegrationSecrets(owner, { integrationId: id, secrets: [] }))).code).toBe(
    'NOT_FOUND',
  );
});
