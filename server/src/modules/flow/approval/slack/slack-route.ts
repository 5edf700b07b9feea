import type { FastifyInstance } from 'fastify';
import { newId } from '../../../../platform/id.ts';
import type { Services } from '../../../../services.ts';
import { SLACK_PATH } from '../../../connection/index.ts';
import { receivePress } from './receive.ts';

const MOST_BODY_BYTES = 256 * 1024;

interface Params {
  tenantId: string;
  connectionId: string;
}

/**
 * `POST /hooks/slack/<tenant id>/<connection id>`: the Request URL of a Slack app's interactivity. Answers 200 to what is
 * signed and new, 401 to anything else, and 404 where there is no such connection with a signing secret.
 */
export function registerSlackRoute(app: FastifyInstance, services: Services): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The signature is over the body as it came.
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: MOST_BODY_BYTES }, (_request, text, done) =>
      done(null, text),
    );
    scope.post<{ Params: Params }>(`${SLACK_PATH}:tenantId/:connectionId`, async ({ params, headers, body }, reply) => {
      const status = await receivePress(services, {
        ...params,
        timestamp: textOf(headers['x-slack-request-timestamp']),
        signature: textOf(headers['x-slack-signature']),
        body: typeof body === 'string' ? body : '',
        requestId: newId(),
      });
      return reply.code(status).send();
    });
  });
}

function textOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
