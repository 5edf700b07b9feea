import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../errors.ts';
import type { Authenticate } from '../../graphql/http.ts';
import { bearerToken, publicContext } from '../../graphql/request-context.ts';
import type { Services } from '../../services.ts';
import { exportAudit } from './export.ts';

const CHUNK_CHARACTERS = 64 * 1024;

/** `GET /audit/export`: the caller's tenant's log as NDJSON, streamed. Needs `audit:read`. */
export function registerAuditExportRoute(app: FastifyInstance, services: Services, authenticate: Authenticate): void {
  app.get('/audit/export', async (request, reply) => {
    const anyone = publicContext(services, request.raw);
    const token = bearerToken(request.headers.authorization);
    if (token === null) throw new AppError('UNAUTHENTICATED', 'send Authorization: Bearer <token>');
    const ctx = await authenticate(anyone, token);
    const lines = await exportAudit(ctx);
    const day = ctx.clock.now().toISOString().slice(0, 10);
    return reply
      .type('application/x-ndjson')
      .header('content-disposition', `attachment; filename="audit-${ctx.tenantId}-${day}.ndjson"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(joined(lines), { objectMode: false }));
  });
}

/** Lines joined to chunks that are worth a write each. */
async function* joined(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for await (const line of lines) {
    chunk += line;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk) yield chunk;
}
