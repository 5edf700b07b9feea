import { runPlugin } from '@joinery/plugin-sdk/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import plugin from '../../../plugins/pagerduty/src/index.ts';
import { startPagerDutyForPlugin } from '../../twins/pagerduty-plugin.ts';

const { pagerduty, running } = await startPagerDutyForPlugin();
afterAll(running.stop);
beforeEach(running.reset);

const act = (action: string, input: Record<string, unknown>) =>
  runPlugin(plugin, running, { operation: 'action', action: `pagerduty_api_${action}`, input });
const userOf = (email: string) => [...pagerduty.users.values()].find((user) => user.email === email);
const ada = { user: 'ada@example.com' };

describe('who leaves', () => {
  test('is not deleted while on call, and the answer names all that is in the way', async () => {
    const run = await act('delete_user', ada);
    expect(run).toMatchObject({ error: { kind: 'conflict' } });
    const { message } = (run as { error: { message: string } }).error;
    expect(message).toContain('on the schedule Primary');
    expect(message).toContain('in the escalation policy Default');
    expect(userOf('ada@example.com')).toBeDefined();
  });

  test('is deleted once off the schedule and out of the escalation policy', async () => {
    await act('remove_user_from_schedule', { ...ada, schedule: 'Primary' });
    await act('remove_user_from_escalation_policy', { ...ada, policy: 'Default' });
    expect(await act('delete_user', ada)).toMatchObject({ outcome: 'changed', output: { result: 'deleted' } });
    expect(userOf('ada@example.com')).toBeUndefined();
  });

  test('is not deleted with open incidents, of which PagerDuty tells', async () => {
    Object.assign(userOf('eve@example.com') ?? {}, { openIncidents: 2 });
    expect(await act('delete_user', { user: 'eve@example.com' })).toMatchObject({
      error: { kind: 'conflict', message: expect.stringContaining('2 incident(s)') },
    });
  });

  test('has a limited role instead, where that is wished', async () => {
    const run = await act('delete_user', { ...ada, ifBlocked: 'limit' });
    expect(run).toMatchObject({ outcome: 'changed', output: { result: 'limited', role: 'user' } });
    expect(userOf('ada@example.com')?.role).toBe('read_only_limited_user');
    expect(await act('delete_user', { ...ada, ifBlocked: 'limit' })).toMatchObject({ outcome: 'noop' });
  });
});

describe('on call', () => {
  test('is never nobody', async () => {
    await act('remove_user_from_schedule', { ...ada, schedule: 'Primary' });
    expect(await act('remove_user_from_schedule', { user: 'bob@example.com', schedule: 'Primary' })).toMatchObject({
      error: { kind: 'conflict', message: expect.stringContaining('Days of Primary') },
    });
    await act('remove_user_from_escalation_policy', { ...ada, policy: 'Default' });
    const last = { user: 'bob@example.com', policy: 'Default' };
    expect(await act('remove_user_from_escalation_policy', last)).toMatchObject({ error: { kind: 'conflict' } });
  });

  test('is not somebody in the past', async () => {
    const times = { start: '2020-01-01T09:00:00Z', end: '2020-01-02T09:00:00Z' };
    expect(await act('create_override', { ...ada, schedule: 'Primary', ...times })).toMatchObject({
      error: { kind: 'invalid', message: expect.stringContaining('not in the past') },
    });
  });

  test('is the same for another time zone’s writing of the same time', async () => {
    const times = { start: '2027-01-04T10:00:00+01:00', end: '2027-01-05T10:00:00+01:00' };
    const eve = { user: 'eve@example.com', schedule: 'Primary' };
    expect(await act('create_override', { ...eve, ...times })).toMatchObject({ outcome: 'noop' });
  });
});

describe('a team', () => {
  test('is found by a name that looks like an id', async () => {
    for (const name of ['PLATFORM', 'QUALITY'])
      pagerduty.teams.set(`id of ${name}`, { id: `id of ${name}`, name, description: null, members: new Map() });
    for (const team of ['PLATFORM', 'QUALITY']) {
      expect(await act('add_user_to_group', { ...ada, team })).toMatchObject({ outcome: 'changed' });
      expect(await act('remove_user_from_group', { ...ada, team })).toMatchObject({ outcome: 'changed' });
    }
  });

  test('keeps a role unless another is named', async () => {
    await act('add_user_to_group', { user: 'bob@example.com', team: 'Backend', role: 'observer' });
    const bob = { user: 'bob@example.com', team: 'Backend' };
    expect(await act('add_user_to_group', bob)).toMatchObject({ outcome: 'noop', output: { role: 'observer' } });
    expect(await act('add_user_to_group', { ...bob, role: 'responder' })).toMatchObject({ outcome: 'changed' });
  });
});

test('a user is made in the name of another, who has to exist', async () => {
  const connection = { ...running, config: { ...running.config, from: 'nobody@example.com' } };
  expect(await runPlugin(plugin, connection, { operation: 'check' })).toMatchObject({
    check: { missing: [expect.stringContaining('nobody@example.com')] },
  });
});
