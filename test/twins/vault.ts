import type { FastifyReply, FastifyRequest } from 'fastify';
import { startTwin, type Twin } from './twin.ts';

export interface VaultSecret {
  data: Record<string, string>;
  version: number;
  createdAt: Date;
}

export interface VaultTwin extends Twin {
  /** What is kept, by its path below the mount. */
  secrets: Map<string, VaultSecret>;
}

type Path = FastifyRequest<{ Params: { '*': string } }>;
interface Write {
  data?: Record<string, string>;
  options?: { cas?: number };
}

/** HashiCorp Vault's key-value engine, version 2, mounted at `secret`. */
export async function startVault({ token }: { token: string }): Promise<VaultTwin> {
  const secrets = new Map<string, VaultSecret>();
  const twin = await startTwin((app) => {
    app.addHook('preHandler', async ({ headers }, reply: FastifyReply) => {
      const isKnown = headers['x-vault-token'] === token;
      return isKnown ? undefined : reply.code(403).send({ errors: ['permission denied'] });
    });
    app.get('/v1/secret/data/*', async ({ params }: Path, reply) => {
      const secret = secrets.get(params['*']);
      if (!secret) return reply.code(404).send({ errors: [] });
      return { data: { data: secret.data, metadata: metadata(secret) } };
    });
    app.post('/v1/secret/data/*', async ({ params, body }: Path, reply) => {
      const { data, options } = body as Write;
      if (!data) return reply.code(400).send({ errors: ['no data provided'] });
      const current = secrets.get(params['*'])?.version ?? 0;
      if (options?.cas !== undefined && options.cas !== current) {
        return reply.code(400).send({ errors: ['check-and-set parameter did not match the current version'] });
      }
      const secret = { data, version: current + 1, createdAt: new Date() };
      secrets.set(params['*'], secret);
      return { data: metadata(secret) };
    });
  });
  return Object.assign(twin, { secrets });
}

function metadata({ version, createdAt }: VaultSecret) {
  return { created_time: createdAt.toISOString(), custom_metadata: null, deletion_time: '', destroyed: false, version };
}
