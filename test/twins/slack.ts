import type { FastifyReply, FastifyRequest } from 'fastify';
import { groupMethods } from './slack-groups.ts';
import { emptySlack, refused, type SlackState } from './slack-state.ts';
import { webMethods } from './slack-web.ts';
import { startTwin, type Twin } from './twin.ts';

export interface SlackTwin extends Twin, SlackState {
  /** Where an incoming webhook posts to. */
  webhookUrl: string;
  /** Every message, by channel; those of the webhook are in `general`. */
  messages: { channel: string; text: string; blocks?: unknown }[];
  /** What was posted to a `response_url`, by its last part. */
  answers: { to: string; body: Record<string, unknown> }[];
  limit(seconds: number, times?: number): void;
}

/** As Slack takes of one `response_url`. */
const MOST_ANSWERS = 5;

const HOOK = '/services/T024BE7LD/B024BE7LH/hook';

/** Slack's incoming webhooks, and its Web API, which answers 200 to everything that it understands. */
export async function startSlack(options: { botToken: string; channels: string[] }): Promise<SlackTwin> {
  const messages: SlackTwin['messages'] = [];
  const answers: SlackTwin['answers'] = [];
  const channels = new Set(options.channels);
  const state = emptySlack();
  const twin = await startTwin((app) => {
    app.post('/services/*', async (request: FastifyRequest, reply: FastifyReply) => {
      if (request.url !== HOOK) return reply.code(404).type('text/plain').send('no_service');
      const text = textOf(request.body);
      if (text === undefined) return reply.code(400).type('text/plain').send('no_text');
      messages.push({ channel: 'general', text });
      return reply.type('text/plain').send('ok');
    });
    app.post('/actions/:team/:press/:token', async ({ params, body, headers }: FastifyRequest, reply) => {
      const { token: to } = params as { token: string };
      // Whoever has the URL may answer; a token has no business here.
      if (headers.authorization) return reply.code(400).send(refused('invalid_auth'));
      if (to === 'expired') return reply.code(404).send(refused('expired_url'));
      if (answers.filter((one) => one.to === to).length >= MOST_ANSWERS)
        return reply.code(404).send(refused('used_url'));
      if (textOf(body) === undefined) return reply.code(400).send(refused('no_text'));
      answers.push({ to, body: body as Record<string, unknown> });
      return { ok: true };
    });
    app.addHook('preHandler', async ({ url, headers }, reply) => {
      if (!url.startsWith('/api/')) return;
      if (!headers.authorization) return reply.send(refused('not_authed'));
      if (headers.authorization !== `Bearer ${options.botToken}`) return reply.send(refused('invalid_auth'));
    });
    webMethods(app, state);
    groupMethods(app, state);
    app.post('/api/chat.postMessage', async ({ body }: FastifyRequest) => {
      const { channel, blocks } = body as { channel?: string; blocks?: unknown };
      const text = textOf(body);
      const isKnown = channel && (channels.has(channel) || state.channels.has(channel) || state.users.has(channel));
      if (!isKnown) return refused('channel_not_found');
      if (text === undefined) return refused('no_text');
      messages.push({ channel, text, ...(blocks ? { blocks } : {}) });
      const ts = `1764151200.${String(messages.length).padStart(6, '0')}`;
      return { ok: true, channel, ts, message: { type: 'message', text, ts, user: 'U012AB3CD' } };
    });
  });
  return Object.assign(twin, state, {
    webhookUrl: twin.url + HOOK,
    messages,
    answers,
    limit: (seconds: number, times?: number) =>
      twin.refuse({ status: 429, headers: { 'retry-after': String(seconds) }, body: 'rate_limited', times }),
  });
}

function textOf(body: unknown): string | undefined {
  const text = (body as { text?: unknown } | null)?.text;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
