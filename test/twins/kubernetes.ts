import type { FastifyReply, FastifyRequest } from 'fastify';
import { startTwin, type Twin } from './twin.ts';

export interface ConfigMap {
  apiVersion: 'v1';
  kind: 'ConfigMap';
  metadata: { name: string; namespace: string; resourceVersion?: string };
  data?: Record<string, string>;
}

export interface KubernetesTwin extends Twin {
  /** By `namespace/name`. */
  configMaps: Map<string, ConfigMap>;
  /** Writes a config map as somebody else would. */
  apply(namespace: string, name: string, data: Record<string, string>): void;
  /** Somebody else writes this before the next update is looked at, so that it comes too late. */
  overtake(namespace: string, name: string, change: (data: Record<string, string>) => Record<string, string>): void;
}

type One = FastifyRequest<{ Params: { namespace: string; name: string } }>;

/** Config maps of the Kubernetes API: every update names the version that it replaces. */
export async function startKubernetes({ token }: { token: string }): Promise<KubernetesTwin> {
  const configMaps = new Map<string, ConfigMap>();
  let version = 100;
  let overtaking: (() => void) | undefined;
  const write = (namespace: string, name: string, data: Record<string, string>): ConfigMap => {
    version += 1;
    const metadata = { name, namespace, resourceVersion: String(version) };
    const written: ConfigMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata, data };
    configMaps.set(`${namespace}/${name}`, written);
    return written;
  };
  const twin = await startTwin((app) => {
    app.addHook('preHandler', async ({ headers }, reply: FastifyReply) => {
      const isKnown = headers.authorization === `Bearer ${token}`;
      return isKnown ? undefined : refuse(reply, 401, 'Unauthorized', 'Unauthorized');
    });
    const path = '/api/v1/namespaces/:namespace/configmaps/:name';
    app.get(path, async ({ params: { namespace, name } }: One, reply) => {
      const found = configMaps.get(`${namespace}/${name}`);
      return found ?? refuse(reply, 404, 'NotFound', `configmaps "${name}" not found`);
    });
    app.put(path, async ({ params: { namespace, name }, body }: One, reply) => {
      overtaking?.();
      overtaking = undefined;
      const current = configMaps.get(`${namespace}/${name}`);
      if (!current) return refuse(reply, 404, 'NotFound', `configmaps "${name}" not found`);
      const { metadata, data = {} } = body as ConfigMap;
      const isStale = metadata.resourceVersion && metadata.resourceVersion !== current.metadata.resourceVersion;
      return isStale ? refuse(reply, 409, 'Conflict', conflict(name)) : write(namespace, name, data);
    });
  });
  return Object.assign(twin, {
    configMaps,
    apply: write,
    overtake: (namespace: string, name: string, change: (data: Record<string, string>) => Record<string, string>) => {
      overtaking = () => write(namespace, name, change(configMaps.get(`${namespace}/${name}`)?.data ?? {}));
    },
  });
}

function conflict(name: string): string {
  return (
    `Operation cannot be fulfilled on configmaps "${name}": the object has been modified; ` +
    'please apply your changes to the latest version and try again'
  );
}

function refuse(reply: FastifyReply, code: number, reason: string, message: string) {
  return reply
    .code(code)
    .send({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code });
}
