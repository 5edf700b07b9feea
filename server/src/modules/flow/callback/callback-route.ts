import type { FastifyInstance } from 'fastify';
import { AppError } from '../../../errors.ts';
import { newId } from '../../../platform/id.ts';
import type { Services } from '../../../services.ts';
import { CALLBACK_PATH } from './callback-url.ts';
import { receiveCallback } from './receive.ts';

const MOST_BODY_BYTES = 64 * 1024;

/**
 * `POST /hooks/flow/<token>` with JSON, text or nothing, at most 64 KiB. The token in the URL is all that is needed, and
 * works once. Answers 202; 404 for no such URL, 412 for one that was used.
 */
export function registerCallbackRoute(app: FastifyInstance, services: Services): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_BODY_BYTES }, (_request, text, done) =>
      done(null, text),
    );
    scope.post<{ Params: { token: string } }>(`${CALLBACK_PATH}:token`, async (request, reply) => {
      await receiveCallback(services, { token: request.params.token, body: bodyOf(request.body), requestId: newId() });
      return reply.code(202).send({ ok: true });
    });
  });
}

function bodyOf(body: unknown) {
  const text = typeof body === 'string' ? body : '';
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    // Forms and plain texts are taken as they are; what begins as JSON has to be some.
    if (/^\s*[[{]/.test(text)) throw new AppError('INVALID_INPUT', 'the body is no JSON', { cause });
    return text;
  }
}
