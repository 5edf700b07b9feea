import { describe, expect, it } from 'vitest';
import { sampleEvent } from '../sample-event.ts';
import { holds } from './conditions.ts';

const UUID = '0198c0de-7a11-7c3e-9b52-3f1d5a6e0070';

describe('the documented conditions', () => {
  const failed = sampleEvent('event_action.delivery_failed', { event_type: 'login.failed', error: 'connect timeout' });

  it('fire for a user of one domain only', () => {
    const user = (user_email: string) => sampleEvent('user.created', { user_email });
    expect(holds(user('ada@example.com'), 'user.email', 'CONTAINS', '@example.com')).toBe(true);
    expect(holds(user('ada@other.test'), 'user.email', 'CONTAINS', '@example.com')).toBe(false);
    expect(holds(user('ada@contractor.example.com'), 'user.email', 'ENDS_WITH', '@contractor.example.com')).toBe(true);
  });

  it('fire for one group only', () => {
    const event = sampleEvent('group.member_added', { group_name: 'datadog-users' });
    expect(holds(event, 'group.name', 'EQ', 'datadog-users')).toBe(true);
    expect(holds(event, 'group.name', 'EQ', 'Datadog-Users')).toBe(false);
  });

  it('fire for one integration by its id or, where the value is no UUID, by its name', () => {
    expect(holds(failed, 'integration_id', 'EQ', 'LDAP Sync')).toBe(true);
    expect(holds(failed, 'integration_id', 'EQ', 'Other')).toBe(false);
    expect(holds(failed, 'integration_id', 'EQ', UUID)).toBe(true);
    expect(holds(failed, 'integration_id', 'NEQ', 'LDAP Sync')).toBe(false);
    expect(holds(failed, 'integration_id', 'IN', ['Other', 'LDAP Sync'])).toBe(true);
    expect(holds(failed, 'integration_id', 'CONTAINS', 'LDAP')).toBe(false);
    const named = sampleEvent('event_action.delivery_failed', { integration_name: UUID, integration_id: 'x' });
    expect(holds(named, 'integration_id', 'EQ', UUID)).toBe(false);
    expect(holds(failed, 'delivery_id', 'EQ', 'LDAP Sync')).toBe(false);
  });

  it('fire for kinds of failures', () => {
    expect(holds(failed, 'event_type', 'STARTS_WITH', 'login.')).toBe(true);
    expect(holds(failed, 'attempt_count', 'EQ', '5')).toBe(true);
    expect(holds(failed, 'attempt_count', 'EQ', '05')).toBe(false);
    expect(holds(failed, 'error', 'CONTAINS', 'timeout')).toBe(true);
    expect(holds(sampleEvent('task.run_failed'), 'triggered_by', 'EQ', 'cron')).toBe(true);
    expect(holds(sampleEvent('proxy.session_ended'), 'hostname', 'EQ', 'app.example.com')).toBe(true);
  });
});

describe('fields', () => {
  const event = sampleEvent(
    'user.updated',
    { user_attributes: { department: 'Ops', 'a.b': 1, teams: ['sre', 'db'], office: { city: 'Graz' } } },
    { previous: { user_email: 'old@example.com' } },
  );

  it.each([
    ['user_email', 'ada.lovelace@example.com'],
    ['user.email', 'ada.lovelace@example.com'],
    ['user.first_name', 'Ada'],
    ['user_attributes.department', 'Ops'],
    ['user.attributes.department', 'Ops'],
    ['user.attributes.office.city', 'Graz'],
    ['user.attributes.teams.0', 'sre'],
    ['previous.user_email', 'old@example.com'],
    ['previous.user.email', 'old@example.com'],
    ['resource_type', 'user'],
    ['event.type', 'user.updated'],
    ['actor.email', 'owner@example.com'],
    ['actor.id', '0198c0de-7a11-7c3e-9b52-3f1d5a6e0102'],
  ])('%s is %s', (field, value) => {
    expect(holds(event, field, 'EQ', value)).toBe(true);
  });

  it.each([
    'user.attributes.constructor',
    'user.attributes.teams.length',
    'previous.user_name',
    'user.attributes.x.y.z',
  ])('%s is missing', (field) => {
    expect(holds(event, field, 'NOT_EXISTS')).toBe(true);
  });

  it('of an application are found by its short name', () => {
    expect(holds(sampleEvent('application.created'), 'app.name', 'EQ', 'Argo CD')).toBe(true);
    expect(holds(sampleEvent('app_mapping.created'), 'app.client_id', 'STARTS_WITH', 'app_')).toBe(true);
  });

  it('of the payload win over the event itself where the names differ', () => {
    const failed = sampleEvent('event_action.delivery_failed', { event_type: 'login.failed' });
    expect(holds(failed, 'event_type', 'EQ', 'login.failed')).toBe(true);
    expect(holds(failed, 'event.type', 'EQ', 'event_action.delivery_failed')).toBe(true);
  });
});

describe('a missing field', () => {
  const event = sampleEvent('user.created', { user_manager_id: null });

  it.each([
    ['EQ', '', false],
    ['NEQ', '', true],
    ['CONTAINS', 'x', false],
    ['STARTS_WITH', 'x', false],
    ['ENDS_WITH', 'x', false],
    ['IN', ['', 'null'], false],
    ['NOT_IN', ['x'], true],
    ['MATCHES', '.*', false],
    ['IS_TRUE', undefined, false],
    ['IS_FALSE', undefined, true],
    ['EXISTS', undefined, false],
    ['NOT_EXISTS', undefined, true],
  ] as const)('%s %j is %s', (operator, value, expected) => {
    const mutable = typeof value === 'object' ? [...value] : value;
    expect(holds(event, 'user_manager_id', operator, mutable)).toBe(expected);
  });
});

describe('IS_TRUE and IS_FALSE', () => {
  it.each([true, 'true', '1', 'yes', 1, -2, 0.5])('take %j for true', (value) => {
    const event = sampleEvent('user.created', { user_attributes: { flag: value } });
    expect(holds(event, 'user.attributes.flag', 'IS_TRUE')).toBe(true);
    expect(holds(event, 'user.attributes.flag', 'IS_FALSE')).toBe(false);
  });

  it.each([false, 'false', '0', 'no', '', 'TRUE', 'on', 0, null, {}, []])('take %j for false', (value) => {
    const event = sampleEvent('user.created', { user_attributes: { flag: value } });
    expect(holds(event, 'user.attributes.flag', 'IS_TRUE')).toBe(false);
    expect(holds(event, 'user.attributes.flag', 'IS_FALSE')).toBe(true);
  });
});

describe('lists in attributes', () => {
  it('contain their items, and equal their JSON', () => {
    const event = sampleEvent('user.created', { user_attributes: { teams: ['sre', 7] } });
    expect(holds(event, 'user.attributes.teams', 'CONTAINS', 'sre')).toBe(true);
    expect(holds(event, 'user.attributes.teams', 'CONTAINS', '7')).toBe(true);
    expect(holds(event, 'user.attributes.teams', 'CONTAINS', 'sr')).toBe(false);
    expect(holds(event, 'user.attributes.teams', 'EQ', '["sre",7]')).toBe(true);
  });
});

describe('CHANGED and NOT_CHANGED', () => {
  const previous = {
    user_email: 'old@example.com',
    user_name: 'ada',
    user_attributes: { department: 'Ops', level: 1 },
  };
  const event = sampleEvent('user.updated', { user_attributes: { department: 'Ops', level: 2 } }, { previous });

  it.each([
    ['user.email', true],
    ['user_name', false],
    ['user_role', false],
    ['user_attributes', true],
    ['user.attributes.level', true],
    ['user.attributes.department', false],
    ['user.attributes.nothing', false],
  ])('of %s: %s', (field, changed) => {
    expect(holds(event, field, 'CHANGED')).toBe(changed);
    expect(holds(event, field, 'NOT_CHANGED')).toBe(!changed);
  });

  it('see no change where there was nothing before', () => {
    expect(holds(sampleEvent('user.created'), 'user.email', 'CHANGED')).toBe(false);
  });
});

describe('comparisons by size', () => {
  const count = sampleEvent('event_action.delivery_failed', { attempt_count: 10 });
  const access = sampleEvent('group.member_added', { membership_expires_at: '2026-03-01T12:00:00Z' });
  const level = (value: unknown) => sampleEvent('user.created', { user_attributes: { level: value } });

  it('are of numbers, not of digits', () => {
    expect(holds(count, 'attempt_count', 'GT', '9')).toBe(true);
    expect(holds(count, 'attempt_count', 'GTE', '10')).toBe(true);
    expect(holds(count, 'attempt_count', 'LT', '10')).toBe(false);
    expect(holds(count, 'attempt_count', 'LTE', '1e1')).toBe(true);
    expect(holds(level('3.5'), 'user.attributes.level', 'GT', '3')).toBe(true);
  });

  it('are of times, whatever their offset', () => {
    expect(holds(access, 'membership_expires_at', 'LT', '2026-03-01T13:00:00.001+01:00')).toBe(true);
    expect(holds(access, 'membership_expires_at', 'GTE', '2026-03-01T12:00:00Z')).toBe(true);
    expect(holds(access, 'membership_expires_at', 'GT', '2026-03-01')).toBe(true);
    expect(holds(level('2026-05-01'), 'user.attributes.level', 'GT', '2026-04-30')).toBe(true);
  });

  it.each([undefined, null, 'many', '', true, {}, [], '2026-05-01'])('of a number with %j never hold', (value) => {
    for (const operator of ['GT', 'GTE', 'LT', 'LTE'] as const) {
      expect(holds(level(value), 'user.attributes.level', operator, '0')).toBe(false);
    }
  });
});

describe('MATCHES', () => {
  const event = sampleEvent('user.created', { user_email: 'Ada.Lovelace@example.com' });

  it.each([
    ['Lovelace', true],
    ['lovelace', false],
    ['(?i)LOVELACE', true],
    ['^Ada', true],
    ['^Love', false],
    ['^[^@]+@example\\.com$', true],
    ['\\p{Lu}\\w+', true],
  ])('%s: %s', (pattern, expected) => {
    expect(holds(event, 'user.email', 'MATCHES', pattern)).toBe(expected);
  });
});
