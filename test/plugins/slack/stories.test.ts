import { runPlugin } from '@joinery/plugin-sdk/testing';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import plugin from '../../../plugins/slack/src/index.ts';
import { startSlackForPlugin } from '../../twins/slack-plugin.ts';

const { slack, running } = await startSlackForPlugin();
afterAll(running.stop);
beforeEach(running.reset);

const act = (action: string, input: Record<string, unknown>, secrets = running.secrets) =>
  runPlugin(plugin, { ...running, secrets }, { operation: 'action', action: `slack_${action}`, input });

describe('a message', () => {
  test('calls nobody, and links nowhere, whatever is in it', async () => {
    await act('notification', { to: 'C2', text: 'Hello <!channel> & <https://evil.example|here>' });
    expect(slack.messages).toEqual([
      { channel: 'C2', text: 'Hello &lt;!channel&gt; &amp; &lt;https://evil.example|here&gt;' },
    ]);
  });

  test('of an approval has a button for each answer, that brings the reference back', async () => {
    await act('approval', { to: 'U1', text: 'May Ada join?', reference: 'approval-1', approve: 'Yes' });
    expect(slack.messages[0]?.blocks).toMatchObject([
      { type: 'section' },
      {
        elements: [
          { action_id: 'joinery_approve', style: 'primary', text: { text: 'Yes' }, value: 'approval-1' },
          { action_id: 'joinery_reject', style: 'danger', text: { text: 'Reject' }, value: 'approval-1' },
        ],
      },
    ]);
  });
});

describe('a user group', () => {
  test('is not emptied', async () => {
    const run = await act('api_remove_user_from_group', { userGroup: 'S2', user: 'U1' });
    expect(run).toMatchObject({ error: { kind: 'conflict' } });
    expect(slack.writes()).toEqual([]);
  });

  test('that was deleted comes back with its members', async () => {
    expect(await act('api_create_group', { name: 'Old', handle: 'old' })).toMatchObject({
      outcome: 'changed',
      output: { userGroup: 'S3' },
    });
    expect(slack.userGroups.get('S3')).toMatchObject({ isDisabled: false, users: new Set(['U2']) });
  });
});

describe('a refusal at status 200', () => {
  test('of the token is one of the credentials', async () => {
    const run = await act('api_get_user', { email: 'u1@example.com' }, { bot_token: 'xoxb-made-up-by-somebody' });
    expect(run).toMatchObject({ error: { kind: 'auth', message: expect.stringContaining('invalid_auth') } });
  });

  test('to remove somebody from the channel of everybody is a conflict', async () => {
    const run = await act('api_remove_user_from_channel', { channel: 'C1', user: 'U1' });
    expect(run).toMatchObject({ error: { kind: 'conflict' } });
  });

  test('names the scope that is needed', async () => {
    slack.refuse({ status: 200, body: { ok: false, error: 'missing_scope', needed: 'users:read.email' }, times: 1 });
    const run = await act('api_get_user', { email: 'u1@example.com' });
    expect(run).toMatchObject({ error: { kind: 'auth', message: expect.stringContaining('users:read.email') } });
  });

  test('for being asked too often is waited for, and the message goes out once', async () => {
    const body = { ok: false, error: 'ratelimited' };
    slack.refuse({ method: 'POST', status: 200, headers: { 'retry-after': '0' }, body, times: 1 });
    expect(await act('notification', { to: 'C2', text: 'Hello' })).toMatchObject({ outcome: 'changed' });
    expect(slack.messages).toHaveLength(1);
  });
});
