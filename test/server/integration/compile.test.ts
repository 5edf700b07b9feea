import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import type { DispatchedEvent, EventType } from '../../../server/src/modules/event/index.ts';
import { acceptActions } from '../../../server/src/modules/integration/action/accept-actions.ts';
import { NewAction } from '../../../server/src/modules/integration/action/new-action.ts';
import type { StoredAction } from '../../../server/src/modules/integration/action/stored-action.ts';
import { compileIntegration } from '../../../server/src/modules/integration/compile/compile-integration.ts';
import type { ConditionGroup } from '../../../server/src/modules/integration/condition/index.ts';
import {
  newSigningSecret,
  readSigningSecrets,
} from '../../../server/src/modules/integration/secrets/signing-secret.ts';
import { systemClock } from '../../../server/src/platform/clock.ts';
import { signWebhook } from '../../../server/src/platform/crypto/index.ts';
import { sampleEvent } from './sample-event.ts';

const SIGNING = newSigningSecret();

const eventOf = (type: EventType, data: Record<string, unknown> = {}): DispatchedEvent => ({
  ...sampleEvent(type, data),
  depth: 0,
  traceparent: null,
  tracestate: null,
});

function compile(
  inputs: object[],
  {
    named = {},
    eventTypes = ['user.created'],
    conditions = { all: [] } as ConditionGroup,
    stored = [] as StoredAction[],
  } = {},
) {
  const { actions, secrets, errors } = acceptActions(
    inputs.map((input) => NewAction.parse(input)),
    [],
    [],
  );
  expect(errors).toEqual([]);
  const row = {
    tenantId: 't',
    id: 'i',
    name: 'n',
    failingSince: null,
    eventTypes,
    conditions,
    actions: [...actions, ...stored],
  };
  const ofActions = new Map(Object.entries(secrets).filter((entry): entry is [string, string] => entry[1] !== null));
  return compileIntegration(
    row,
    { named, ofActions, signing: readSigningSecrets(new Map([['current', SIGNING]])) },
    systemClock,
  );
}

function render(http: object, options: Parameters<typeof compile>[1] & { data?: Record<string, unknown> } = {}) {
  const outcome = compile([{ http: { method: 'POST', url: 'https://api.example.com/', ...http } }], options);
  if (!outcome.ok) throw new Error(outcome.problem);
  return outcome.integration.actions[0]?.render(eventOf('user.created', options.data));
}

it('sends the event as JSON where an action has no body of its own', () => {
  const rendered = render({});
  expect(rendered).toMatchObject({
    ok: true,
    kind: 'request',
    request: { method: 'POST', url: 'https://api.example.com/', headers: { 'content-type': 'application/json' } },
  });
  const body = rendered?.ok && rendered.kind === 'request' ? JSON.parse(rendered.request.body ?? '') : undefined;
  expect(body).toEqual({
    id: '0198c0de-7a11-7c3e-9b52-3f1d5a6e0100',
    type: 'user.created',
    version: 1,
    timestamp: '2026-03-02T08:15:30.123Z',
    actor: { id: '0198c0de-7a11-7c3e-9b52-3f1d5a6e0102', email: 'owner@example.com' },
    ipAddress: '203.0.113.7',
    causationId: null,
    data: expect.objectContaining({ user_email: 'ada.lovelace@example.com' }),
    previous: null,
  });
});

it.each(['GET', 'DELETE'])('sends no body with %s unless one is given', (method) => {
  expect(render({ method })).toMatchObject({ request: { method, body: undefined, headers: {} } });
  expect(render({ method, body: '{"a": 1}' })).toMatchObject({ request: { body: '{"a": 1}' } });
});

it('sends nothing for an empty body', () => {
  expect(render({ body: '' })).toMatchObject({ request: { body: undefined, headers: {} } });
});

it('escapes values for the place where they stand', () => {
  const data = { user_name: 'a"b/ü&c' };
  const body = '{"name": "{{.Data.user_name}}", "all": {{.Data.user_attributes}}}';
  const headers = [{ name: 'X-Name', value: '{{.Data.user_name}}' }];
  const rendered = render({ url: 'https://api.example.com/{{.Data.user_name}}', body, headers }, { data });
  expect(rendered).toMatchObject({
    request: {
      url: 'https://api.example.com/a%22b%2F%C3%BC%26c',
      body: '{"name": "a\\"b/ü&c", "all": {"department":"Engineering","github_username":"ada-l"}}',
      headers: { 'content-type': 'application/json', 'x-name': Buffer.from('a"b/ü&c').toString('latin1') },
    },
  });
});

it('takes the escapes of a body from its content type, which stays as it was given', () => {
  const headers = [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }];
  const rendered = render({ headers, body: 'mail={{.Data.user_email}}' });
  expect(rendered).toMatchObject({
    request: {
      body: 'mail=ada.lovelace%40example.com',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    },
  });
});

it('answers an error for a value that would break a header, and for a secret that is not set', () => {
  const headers = [{ name: 'X-Name', value: '{{.Data.user_name}}' }];
  expect(render({ headers }, { data: { user_name: 'a\r\nx: y' } })).toMatchObject({
    ok: false,
    error: expect.stringContaining('header X-Name'),
  });
  expect(render({ body: '{{secrets.GONE}}' })).toMatchObject({
    ok: false,
    error: expect.stringContaining('the secret is not set'),
  });
});

it('authenticates by token or by user name and password', () => {
  expect(render({ auth: { type: 'BEARER', token: 'abc' } })).toMatchObject({
    request: { headers: { authorization: 'Bearer abc' } },
  });
  const basic = `Basic ${Buffer.from('jöe:pä:ss').toString('base64')}`;
  expect(render({ auth: { type: 'BASIC', username: 'jöe', password: 'pä:ss' } })).toMatchObject({
    request: { headers: { authorization: basic } },
  });
});

it('posts to Slack what the message says, and lets no value write markup', () => {
  const webhookUrl = 'https://hooks.slack.com/services/T0/B0/abcdefghijkl';
  const outcome = compile([{ slack: { webhookUrl, message: '*{{.Data.user_name}}* joined' } }]);
  const rendered =
    outcome.ok && outcome.integration.actions[0]?.render(eventOf('user.created', { user_name: '<!channel> & "co"' }));
  expect(rendered).toEqual({
    ok: true,
    kind: 'request',
    request: {
      method: 'POST',
      url: webhookUrl,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ text: '*&lt;!channel&gt; &amp; "co"* joined' }),
    },
  });
  expect(outcome.ok && outcome.integration.actions[0]?.isSigned).toBe(false);
  expect(outcome.ok && outcome.integration.mask(`POST ${new URL(webhookUrl).pathname} failed`)).toBe(
    'POST •••••• failed',
  );
});

it('logs what the message says', () => {
  const outcome = compile([{ log: { message: '{{.EventType}} by {{.ActorEmail}}', level: 'WARN' } }]);
  const rendered = outcome.ok && outcome.integration.actions[0]?.render(eventOf('user.created'));
  expect(rendered).toEqual({ ok: true, kind: 'log', level: 'warn', message: 'user.created by owner@example.com' });
});

it('masks every secret that it holds, in whatever encoding', () => {
  const named = { KEY: 'k3y/with+signs' };
  const auth = { type: 'BASIC', username: 'joe', password: 'pa55word!' };
  const outcome = compile([{ http: { method: 'POST', url: 'https://a.example', auth } }], { named });
  if (!outcome.ok) throw new Error(outcome.problem);
  const basic = Buffer.from('joe:pa55word!').toString('base64');
  const text = `${encodeURIComponent(named.KEY)} ${named.KEY} Basic ${basic} pa55word! ${SIGNING}`;
  const masked = outcome.integration.mask(text);
  for (const secret of [named.KEY, encodeURIComponent(named.KEY), 'pa55word!', SIGNING.slice(6, 20)])
    expect(masked).not.toContain(secret);
  expect(Buffer.from(masked.match(/Basic (\S+)/)?.[1] ?? '', 'base64').toString()).not.toContain('pa55');
});

it('matches events of its types for which its conditions hold', () => {
  const conditions = { all: [{ field: 'user.email', operator: 'ENDS_WITH' as const, value: '@example.com' }] };
  const outcome = compile([{ log: { message: 'x' } }], { conditions });
  if (!outcome.ok) throw new Error(outcome.problem);
  expect(outcome.integration.matches(eventOf('user.created'))).toBe(true);
  expect(outcome.integration.matches(eventOf('user.created', { user_email: 'a@other.example' }))).toBe(false);
  expect(outcome.integration.matches(eventOf('user.deleted'))).toBe(false);
});

it('answers a problem for what this version does not understand', () => {
  const later = { id: 'a', kind: 'from_a_later_version' } as unknown as StoredAction;
  expect(compile([], { stored: [later] })).toEqual({
    ok: false,
    problem: 'actions of the kind from_a_later_version are not available',
  });
  const conditions = { all: [{ field: 'nope', operator: 'EQ' as const, value: 'x' }] };
  expect(compile([{ log: { message: 'x' } }], { conditions })).toMatchObject({
    ok: false,
    problem: expect.stringContaining('conditions.all.0.field'),
  });
  const slack: StoredAction = {
    id: 'a',
    kind: 'slack',
    message: 'x',
    webhookUrlHint: '',
    timeoutSeconds: 10,
    maxRetries: 0,
  };
  expect(compile([], { stored: [slack] })).toEqual({ ok: false, problem: 'webhookUrl: is not set' });
  const log: StoredAction = { id: 'a', kind: 'log', message: '{{', level: 'INFO' };
  expect(compile([], { stored: [log] })).toMatchObject({ ok: false, problem: expect.stringContaining('message') });
});

it('signs so that an independent verifier of Standard Webhooks accepts it', () => {
  const outcome = compile([{ http: { method: 'POST', url: 'https://a.example' } }]);
  if (!outcome.ok) throw new Error(outcome.problem);
  const rendered = outcome.integration.actions[0]?.render(eventOf('user.created'));
  const body = rendered?.ok && rendered.kind === 'request' ? (rendered.request.body ?? '') : '';
  const timestampSeconds = Math.floor(Date.now() / 1000);
  const headers = signWebhook({
    id: 'msg_1',
    timestampSeconds,
    body,
    secrets: [...outcome.integration.signingSecrets],
  });
  expect(new Webhook(SIGNING).verify(body, { ...headers })).toMatchObject({ type: 'user.created' });
  const expected = createHmac('sha256', Buffer.from(SIGNING.slice(6), 'base64'))
    .update(`msg_1.${timestampSeconds}.${body}`)
    .digest('base64');
  expect(headers['webhook-signature']).toBe(`v1,${expected}`);
});
