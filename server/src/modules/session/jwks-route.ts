import type { FastifyInstance } from 'fastify';
import type { Services } from '../../services.ts';

/** Shorter than a key is announced before it signs: no copy is ever without the key that a token names. */
const CACHED_SECONDS = 300;

/** `/.well-known/jwks.json`: the public keys that access tokens are signed with (RFC 7517 §5). */
export function registerJwksRoute(app: FastifyInstance, { keys }: Services): void {
  app.get('/.well-known/jwks.json', (_request, reply) =>
    reply
      .header('cache-control', `public, max-age=${CACHED_SECONDS}`)
      .type('application/jwk-set+json')
      .send(JSON.stringify(keys.tokens.jwks())),
  );
}
