import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Context, PublicContext } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { bearerToken, publicContext } from '../../graphql/request-context.ts';
import { parseInput } from '../../parse-input.ts';
import type { Services } from '../../services.ts';
import { importUsersFromStream } from './import-stream.ts';

const ImportQuery = z.object({
  format: z.enum(['csv', 'json', 'ndjson'], 'must be csv, json or ndjson'),
  mode: z.enum(['plan', 'apply'], 'must be plan or apply').default('plan'),
});

export interface Admission {
  authenticate(ctx: PublicContext, token: string): Promise<Context>;
  /** Whether whom it let in is still let in. */
  mayGoOn(ctx: Context): Promise<boolean>;
}

/**
 * `POST /imports/users?format=csv|json|ndjson&mode=plan|apply` with a bearer token and the file as the body, of any
 * content type. Answers `{id, mode, status, counts}` when all rows are done; the report is the API's `userImport(id)`.
 * Whoever is shut out meanwhile, or loses their role, gets 401: what was done until then stays.
 */
export function registerImportRoute(
  app: FastifyInstance,
  services: Services,
  { authenticate, mayGoOn }: Admission,
): void {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // The body stays a stream: the handler bounds it, and reads only as fast as rows are written.
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.post('/imports/users', async (request) => {
      const anyone = publicContext(services, request.raw);
      const token = bearerToken(request.headers.authorization);
      if (!token) throw new AppError('UNAUTHENTICATED', 'send a token: Authorization: Bearer <token>');
      const ctx = await authenticate(anyone, token);
      const { format, mode } = parseInput(ImportQuery, request.query);
      // Left open when the file is refused half-way: the answer has to get through.
      const stream = request.raw.iterator({ destroyOnReturn: false });
      const done = await importUsersFromStream(ctx, { format, mode, stream, mayGoOn: () => mayGoOn(ctx) });
      const { id, status, changed, noop, skipped, failed } = done;
      return { id, mode, status, counts: { changed, noop, skipped, failed } };
    });
  });
}
