import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startSlack } from '../../twins/slack.ts';
import { changesIn, startTemplate } from './setup.ts';

const template = await startTemplate('login-failed-to-slack');
const slack = await startSlack({ botToken: 'xoxb-token-value', channels: ['#security'] });
afterAll(() => slack.close());
beforeEach(() => {
  slack.recover();
  slack.seen.splice(0);
  slack.messages.splice(0);
});

const trigger = {
  eventType: 'login.failed',
  data: { user_email: 'ada@example.com', reason: 'invalid_credentials', user_agent: 'curl/8 <!channel> & co' },
};
const webhook = { SLACK_WEBHOOK_URL: slack.webhookUrl };
const bot = { SLACK_BOT_TOKEN: 'xoxb-token-value' };
const config = { slack_api_url: `${slack.url}/api`, slack_channel: '#security' };

describe('a failed login', () => {
  it('is told to a channel over a webhook, and by a plan to nobody', async () => {
    const planned = await template.plan({ secrets: webhook, trigger });
    expect(slack.messages).toEqual([]);
    const { outcome, effects } = await template.apply({ secrets: webhook, trigger });
    expect(outcome).toMatchObject({ ok: true, output: 'changed: told Slack of the failed login of ada@example.com' });
    expect(changesIn(planned)).toEqual(effects.map(({ summary }) => summary));
    expect(slack.messages).toMatchObject([{ text: expect.stringContaining('Reason: invalid_credentials') }]);
  });

  it('mentions nobody whom the browser names', async () => {
    await template.apply({ secrets: webhook, trigger });
    expect(slack.messages[0]?.text).toContain('curl/8 &lt;!channel&gt; &amp; co');
  });

  it('is told by a bot, whose refusals come with 200', async () => {
    await template.apply({ config, secrets: bot, trigger });
    expect(slack.messages).toMatchObject([{ channel: '#security' }]);
    const { outcome, text } = await template.apply({
      config: { ...config, slack_channel: '#gone' },
      secrets: bot,
      trigger,
    });
    expect(outcome.ok).toBe(false);
    expect(text).toContain('Slack refused the message: channel_not_found');
  });

  it('is told again after a moment when there were too many', async () => {
    slack.limit(1, 1);
    await template.apply({ secrets: webhook, trigger });
    expect(slack.writes().map(({ status }) => status)).toEqual([429, 200]);
  });

  it('fails the run when the webhook is gone', async () => {
    const { text } = await template.apply({
      secrets: { SLACK_WEBHOOK_URL: `${slack.url}/services/T0/B0/gone` },
      trigger,
    });
    expect(text).toContain('Slack answered 404: no_service');
  });

  it('can be of a kind that is not worth a message', async () => {
    const { text } = await template.apply({
      config: { ignored_reasons: 'invalid_credentials' },
      secrets: webhook,
      trigger,
    });
    expect(text).toBe('skipped ada@example.com: invalid_credentials is ignored');
    expect(slack.messages).toEqual([]);
  });

  it('is what sets it off', async () => {
    expect((await template.apply({ secrets: webhook })).text).toContain('this is for the event login.failed');
  });
});
