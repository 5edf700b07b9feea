import { type KeyObject, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { jwtVerify } from 'jose';

interface Credentials {
  token?: string | undefined;
  installed?: { id: string; publicKey: KeyObject; installationId: number } | undefined;
}

const DOCS = 'https://docs.github.com/rest';
const refusal = (message: string, status = '401') => ({ message, documentation_url: DOCS, status });

/** Who may call: a personal token, or an app that proves itself by a JWT and takes a token of its installation. */
export function createGitHubTokens({ token, installed }: Credentials) {
  const valid = new Set(token ? [token] : []);

  async function check(request: FastifyRequest, reply: FastifyReply) {
    if (!request.headers['user-agent']) return reply.code(403).send(refusal('Request forbidden: no User-Agent', '403'));
    if (request.url.startsWith('/app/')) return;
    const bearer = bearerOf(request);
    if (!bearer) return reply.code(401).send(refusal('Requires authentication'));
    if (!valid.has(bearer)) return reply.code(401).send(refusal('Bad credentials'));
  }

  function routes(app: FastifyInstance) {
    app.get('/app/installations/:id', async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
      const problem = await problemOf(bearerOf(request), installed);
      if (problem) return reply.code(401).send(refusal(problem));
      if (request.params.id !== String(installed?.installationId))
        return reply.code(404).send(refusal('Not Found', '404'));
      const permissions = { members: 'write', administration: 'read', metadata: 'read' };
      return { id: installed?.installationId, app_slug: 'joinery', target_type: 'Organization', permissions };
    });
    app.post(
      '/app/installations/:id/access_tokens',
      async (request: FastifyRequest<{ Params: { id: string } }>, reply) => {
        const problem = await problemOf(bearerOf(request), installed);
        if (problem) return reply.code(401).send(refusal(problem));
        if (request.params.id !== String(installed?.installationId)) {
          return reply.code(404).send(refusal('Not Found', '404'));
        }
        const token = `ghs_${randomBytes(18).toString('hex')}`;
        valid.add(token);
        const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
        return reply.code(201).send({
          token,
          expires_at: expiresAt,
          permissions: { members: 'write' },
          repository_selection: 'all',
        });
      },
    );
  }

  return { check, routes };
}

function bearerOf({ headers }: FastifyRequest): string | undefined {
  return headers.authorization?.match(/^(?:Bearer|token) (.+)$/i)?.[1];
}

/** What GitHub has against an app's JWT: ten minutes at most, RS256, issued by the app. */
async function problemOf(jwt: string | undefined, installed: Credentials['installed']): Promise<string | undefined> {
  if (!jwt || !installed) return 'A JSON web token could not be decoded';
  try {
    const { payload } = await jwtVerify(jwt, installed.publicKey, { algorithms: ['RS256'], issuer: installed.id });
    const now = Date.now() / 1000;
    if (!payload.exp || payload.exp > now + 600) return "'Expiration time' claim ('exp') is too far in the future";
    if (!payload.iat || payload.iat > now + 1) return "'Issued at' claim ('iat') must be in the past";
    return undefined;
  } catch {
    return 'A JSON web token could not be decoded';
  }
}
