import type { FastifyReply, FastifyRequest } from 'fastify';
import { startTwin, type Twin } from './twin.ts';

export interface SlackTwin extends Twin {
  /** Where an incoming webhook posts to. */
  webhookUrl: string;
  /** Every message, by channel; those of the webhook are in `general`. */
  messages: { channel: string; text: string }[];
  limit(seconds: number, times?: number): void;
}

const HOOK = '/services/T024BE7LD/B024BE7LH/hook';

/** Slack's incoming webhooks, and chat.postMessage, which answers 200 to everything that it understands. */
export async function startSlack(options: { botToken: string; channels: string[] }): Promise<SlackTwin> {
  const messages: { channel: string; text: string }[] = [];
  const channels = new Set(options.channels);
  const twin = await startTwin((app) => {
    app.post('/services/*', async (request: FastifyRequest, reply: FastifyReply) => {
      if (request.url !== HOOK) return reply.code(404).type('text/plain').send('no_service');
      const text = textOf(request.body);
      if (text === undefined) return reply.code(400).type('text/plain').send('no_text');
      messages.push({ channel: 'general', text });
      return reply.type('text/plain').send('ok');
    });
    app.post('/api/chat.postMessage', async ({ headers, body }: FastifyRequest) => {
      const refused = (error: string) => ({ ok: false, error });
      if (!headers.authorization) return refused('not_authed');
      if (headers.authorization !== `Bearer ${options.botToken}`) return refused('invalid_auth');
      const { channel } = body as { channel?: string };
      const text = textOf(body);
      if (!channel || !channels.has(channel)) return refused('channel_not_found');
      if (text === undefined) return refused('no_text');
      messages.push({ channel, text });
      const ts = `1764151200.${String(messages.length).padStart(6, '0')}`;
      return { ok: true, channel, ts, message: { type: 'message', text, ts, user: 'U012AB3CD' } };
    });
  });
  return Object.assign(twin, {
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
