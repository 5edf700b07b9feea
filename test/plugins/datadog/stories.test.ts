import { runPlugin } from '@joinery/plugin-sdk/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import plugin from '../../../plugins/datadog/src/index.ts';
import { startDatadogForPlugin } from '../../twins/datadog-plugin.ts';

const { datadog, running } = await startDatadogForPlugin();
afterAll(running.stop);
beforeEach(running.reset);

const act = (action: string, input: Record<string, unknown>) =>
  runPlugin(plugin, running, { operation: 'action', action: `datadog_api_${action}`, input });
const userOf = (email: string) => [...datadog.users.values()].find((user) => user.email === email);

describe('a user', () => {
  test('is disabled and comes back with the same roles and teams', async () => {
    const ada = { user: 'ada@example.com' };
    const before = await act('get_user', ada);
    expect(await act('disable_user', ada)).toMatchObject({ outcome: 'changed' });
    expect(await act('get_user', ada)).toMatchObject({ output: { status: 'Disabled' } });
    expect(await act('enable_user', ada)).toMatchObject({ outcome: 'changed' });
    expect(await act('get_user', ada)).toMatchObject('output' in before ? { output: before.output } : {});
  });

  test('is told from one whose address only holds the wanted one', async () => {
    await act('disable_user', { user: 'ada@example.com' });
    expect(userOf('not-ada@example.com')).toMatchObject({ isDisabled: false });
    expect(userOf('ada@example.com')).toMatchObject({ isDisabled: true });
  });

  test('that was disabled is enabled, and not made a second time', async () => {
    expect(await act('create_user', { email: 'gone@example.com' })).toMatchObject({
      outcome: 'changed',
      output: { id: userOf('gone@example.com')?.id },
    });
    expect(running.requests().map(({ method }) => method)).not.toContain('POST');
  });

  test('is pending until the invitation is accepted, and then is invited no more', async () => {
    expect(await act('create_user', { email: 'new@example.com' })).toMatchObject({ output: { status: 'Pending' } });
    expect(await act('send_invitation', { user: 'new@example.com' })).toMatchObject({ output: { state: 'pending' } });
    Object.assign(userOf('new@example.com') ?? {}, { status: 'Active' });
    expect(await act('send_invitation', { user: 'new@example.com' })).toMatchObject({
      outcome: 'noop',
      output: { state: 'accepted' },
    });
  });

  test('who is disabled is not invited', async () => {
    expect(await act('send_invitation', { user: 'gone@example.com' })).toMatchObject({ error: { kind: 'conflict' } });
  });

  test('is never deleted, and the answer says what to do instead', async () => {
    expect(await act('delete_user', {})).toMatchObject({
      error: { kind: 'not_supported', message: expect.stringContaining('datadog_api_disable_user') },
    });
  });
});

describe('a team', () => {
  test('keeps the role of who is in it already', async () => {
    const ada = { team: 'backend', user: 'ada@example.com' };
    expect(await act('add_user_to_group', ada)).toMatchObject({ outcome: 'noop', output: { role: 'admin' } });
    await act('remove_user_from_group', ada);
    expect(await act('add_user_to_group', ada)).toMatchObject({ outcome: 'changed', output: { role: 'member' } });
  });

  test('is made anew with what its deletion answered', async () => {
    const gone = await act('delete_group', { team: 'backend' });
    expect(await act('create_group', (gone as { output: Record<string, unknown> }).output)).toMatchObject({
      outcome: 'changed',
    });
  });

  test('whose name another one has is a conflict', async () => {
    expect(await act('create_group', { handle: 'other', name: 'Team backend' })).toMatchObject({
      error: { kind: 'conflict', message: expect.stringContaining('must be unique') },
    });
  });
});

test('a limit is waited for until it is renewed', async () => {
  datadog.limit(0, 1);
  expect(await act('get_user', { user: 'ada@example.com' })).toMatchObject({ outcome: 'noop' });
  datadog.limit(3600);
  expect(await act('get_user', { user: 'ada@example.com' })).toMatchObject({ error: { kind: 'rate_limited' } });
});

test('a key that may not read teams is told so', async () => {
  datadog.refuse({ path: /\/team/, status: 403, body: { errors: ['Forbidden'] } });
  expect(await runPlugin(plugin, running, { operation: 'check' })).toEqual(
    expect.objectContaining({ check: { identity: 'Acme', missing: ['teams_read'] } }),
  );
});
