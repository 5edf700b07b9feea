import type { RunningTwin, TwinHarness } from '@joinery/plugin-sdk/testing';
import { asRunningTwin } from './running-twin.ts';
import { type SlackTwin, startSlack } from './slack.ts';

const TOKEN = 'xoxb-of-the-twin-and-of-nothing-else';
const CHANNELS = 230;
const PEOPLE = 60;

export const slackTwin: TwinHarness = { start: async () => (await startSlackForPlugin()).running };

/** 60 people who are all in the channel general, 230 channels, and three user groups of which one is deleted. */
export async function startSlackForPlugin(): Promise<{ slack: SlackTwin; running: RunningTwin }> {
  const slack = await startSlack({ botToken: TOKEN, channels: [] });
  const running = asRunningTwin(slack, {
    config: { apiUrl: slack.url, hooksUrl: slack.url },
    secrets: { bot_token: TOKEN },
    scenarios: { ...SCENARIOS, slack_api_answer_press: answersAt(slack.url) },
    resources: {
      channel: { objects: CHANNELS, grants: PEOPLE + 1 },
      user_group: { objects: 2, grants: PEOPLE + 1 },
    },
    fill: () => fill(slack),
  });
  return { slack, running };
}

function fill({ users, channels, userGroups, messages, answers }: SlackTwin): void {
  for (const state of [users, channels, userGroups]) state.clear();
  messages.splice(0);
  answers.splice(0);
  const ids = Array.from({ length: PEOPLE }, (_, at) => `U${at + 1}`);
  for (const id of ids) users.set(id, { name: id.toLowerCase(), email: `${id.toLowerCase()}@example.com` });
  for (let at = 1; at <= CHANNELS; at += 1) channels.set(`C${at}`, { name: `channel-${at}`, members: new Set() });
  channels.set('C1', { name: 'general', members: new Set(ids) });
  channels.set('C2', { name: 'backend', members: new Set(['U1']) });
  userGroups.set('S1', { name: 'Everybody', handle: 'everybody', users: new Set(ids) });
  userGroups.set('S2', { name: 'Backend', handle: 'backend', users: new Set(['U1']) });
  userGroups.set('S3', { name: 'Old', handle: 'old', users: new Set(['U2']), isDisabled: true });
}

const input = (values: Record<string, unknown>) => ({ input: values });
const none = (why: string) => ({ none: why });
const EACH = none('every call is another message');

const SCENARIOS: RunningTwin['scenarios'] = {
  slack_notification: {
    fresh: input({ to: 'C2', text: 'Ada has joined' }),
    already: EACH,
    missing: input({ to: 'C0', text: 'Ada has joined' }),
  },
  slack_approval: {
    fresh: input({ to: 'U1', text: 'May Ada join?', reference: 'approval-1' }),
    already: EACH,
    missing: input({ to: 'U0', text: 'May Ada join?', reference: 'approval-1' }),
  },
  slack_api_close_approval: {
    fresh: input({ channel: 'C2', ts: '1764151200.000001', text: 'Approved by Bob' }),
    already: none('what a message says now is not read'),
    missing: input({ channel: 'C2', ts: '1.1', text: 'Approved by Bob' }),
  },
  slack_api_get_user: {
    fresh: input({ email: 'U1@example.com' }),
    missing: input({ email: 'nobody@example.com' }),
  },
  slack_api_get_user_by_id: { fresh: input({ user: 'U1' }), missing: input({ user: 'U0' }) },
  slack_api_add_user_to_channel: {
    fresh: input({ channel: 'C2', user: 'U2' }),
    already: input({ channel: 'C2', user: 'U1' }),
    missing: input({ channel: 'C2', user: 'U0' }),
  },
  slack_api_remove_user_from_channel: {
    fresh: input({ channel: 'C2', user: 'U1' }),
    already: input({ channel: 'C2', user: 'U2' }),
    missing: input({ channel: 'C0', user: 'U1' }),
  },
  slack_api_create_group: {
    fresh: input({ name: 'Front End', handle: 'front-end' }),
    already: input({ name: 'Backend', handle: 'backend' }),
    missing: none('it names nothing that has to be there'),
  },
  slack_api_delete_group: {
    fresh: input({ userGroup: 'S2' }),
    already: input({ userGroup: 'S3' }),
    missing: input({ userGroup: 'S0' }),
  },
  slack_api_add_user_to_group: {
    fresh: input({ userGroup: 'S2', user: 'U2' }),
    already: input({ userGroup: 'S2', user: 'U1' }),
    missing: input({ userGroup: 'S0', user: 'U2' }),
  },
  slack_api_remove_user_from_group: {
    fresh: input({ userGroup: 'S1', user: 'U1' }),
    already: input({ userGroup: 'S2', user: 'U2' }),
    missing: input({ userGroup: 'S0', user: 'U1' }),
  },
};

const answersAt = (url: string) => ({
  fresh: input({ responseUrl: `${url}/actions/T024BE7LD/1764151200/new`, text: 'Only Ada may' }),
  already: EACH,
  missing: input({ responseUrl: `${url}/actions/T024BE7LD/1764151200/expired`, text: 'Only Ada may' }),
});
