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
  limit(seconds: number, times?: number): void;
}

const HOOK = '/services/T024BE7LD/B024BE7LH/hook';

/** Slack's incoming webhooks, and its Web API, which answers 200 to everything that it understands. */
export async function startSlack(options: { botToken: string; channels: string[] }): Promise<SlackTwin> {
  const messages: SlackTwin['messages'] = [];
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
    limit: (seconds: number, times?: number) =>
      twin.refuse({ status: 429, headers: { 'retry-after': String(seconds) }, body: 'rate_limited', times }),
  });
}

function textOf(body: unknown): string | undefined {
  const text = (body as { text?: unknown } | null)?.text;
  return typeof text === 'string' && text !== '' ? text : undefined;
}
