import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../db/index.ts';
import type { Log } from '../log.ts';
import type { Metrics } from './metrics.ts';
import { createReadiness, type Part } from './readiness.ts';

interface HealthParts {
  readonly db: Database;
  readonly log: Log;
  readonly metrics: Metrics;
}

/**
 * What operators' machines ask of a process, without credentials: `/healthz` (it runs: always 200), `/readyz` (it
 * can take work: 200, or 503 naming the parts that cannot), `/metrics` (Prometheus). No answer says more than names.
 */
export function registerHealthRoutes(app: FastifyInstance, services: HealthParts): void {
  const version = readVersion();
  const unready = createReadiness(services);

  app.get('/healthz', { logLevel: 'warn' }, async () => ({
    status: 'ok',
    version,
    uptimeSeconds: Math.floor(process.uptime()),
  }));

  app.get('/readyz', { logLevel: 'warn' }, async (_request, reply) => {
    const failing = await unready();
    if (failing.length === 0) return { status: 'ready' };
    for (const { part, cause } of failing) services.log.warn({ part, err: cause }, 'not ready');
    const parts: Part[] = failing.map(({ part }) => part);
    return reply.code(503).send({ status: 'not_ready', failing: parts });
  });

  app.get('/metrics', { logLevel: 'warn' }, async (_request, reply) => {
    const { contentType, body } = await services.metrics.render();
    return reply.type(contentType).send(body);
  });
}

/** The server's package.json lies three folders up, from the source as from the build. */
function readVersion(): string {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
