// Tells a Slack channel of failed logins, over an incoming webhook or, with a bot's token, chat.postMessage. Set off by
// login.failed.
import { config, secrets, type Trigger, trigger } from 'joinery';

export default async function run(): Promise<string> {
  const event = trigger;
  if (event?.eventType !== 'login.failed') {
    throw new Error('this is for the event login.failed: let an integration trigger it');
  }
  const { user_email: email, reason } = event.data;
  if (config.getList('ignored_reasons').includes(reason)) return `skipped ${email}: ${reason} is ignored`;
  await send(textOf(event));
  return `changed: told Slack of the failed login of ${email}`;
}

function textOf({ data, ipAddress, firedAt }: Trigger): string {
  return [
    `:warning: Failed login: *${escaped(data.user_email)}*`,
    `Reason: ${escaped(data.reason)}`,
    `From: ${escaped(ipAddress ?? 'an unknown address')} with ${escaped(data.user_agent ?? 'an unknown client')}`,
    `At: ${firedAt}`,
  ].join('\n');
}

/** Slack's three characters of markup. What was typed into a sign-in form must not mention a channel. */
function escaped(text: unknown): string {
  return String(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

async function send(text: string): Promise<void> {
  const webhook = secrets.get('SLACK_WEBHOOK_URL');
  const bot = secrets.get('SLACK_BOT_TOKEN');
  if (webhook) await postToWebhook(webhook, text);
  else if (bot) await postAsBot(bot, text);
  else throw new Error('set the secret SLACK_WEBHOOK_URL, or SLACK_BOT_TOKEN and the config slack_channel');
}

async function postToWebhook(url: string, text: string): Promise<void> {
  const response = await post(url, { text });
  if (!response.ok) throw new Error(`Slack answered ${response.status}: ${(await response.text()).slice(0, 100)}`);
}

/** Slack answers 200 to what it refuses, and says so in the body; in a plan, which sends nothing, it is empty. */
async function postAsBot(token: string, text: string): Promise<void> {
  const url = `${config.get('slack_api_url') || 'https://slack.com/api'}/chat.postMessage`;
  const body = { channel: config.get('slack_channel'), text };
  const response = await post(url, body, { authorization: `Bearer ${token}` });
  const { ok, error } = await response.json().catch(() => ({ ok: false }));
  if (!response.ok || ok === false) throw new Error(`Slack refused the message: ${error ?? response.status}`);
}

/** Tries once more when there were too many messages. */
async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  const init = {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
  const response = await fetch(url, init);
  if (response.status !== 429) return response;
  const seconds = Math.min(Number(response.headers.get('retry-after') ?? 1), 10);
  await new Promise<void>((resume) => setTimeout(resume, seconds * 1000));
  return fetch(url, init);
}
