import { type AddressInfo, createServer, type Socket } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../server/src/platform/db/index.ts';
import { createLog } from '../../../server/src/platform/log.ts';
import { createMetrics, registerHealthRoutes } from '../../../server/src/platform/telemetry/index.ts';
import { createDatabase, type TestDatabase } from '../../harness/database.ts';

const log = createLog('silent');

function serve(db: Database): FastifyInstance {
  const app = fastify();
  registerHealthRoutes(app, { db, log, metrics: createMetrics() });
  return app;
}

const open = (url: string) => openDatabase({ url, poolSize: 4, onIdleError: () => undefined });

describe('over a database that is as it should be', () => {
  let database: TestDatabase;
  let db: Database;
  let app: FastifyInstance;
  let owner: pg.Client;

  beforeAll(async () => {
    database = await createDatabase();
    db = open(database.url);
    app = serve(db);
    owner = new pg.Client(database.url);
    await owner.connect();
  });
  afterAll(async () => {
    await owner?.end();
    await app?.close();
    await db?.close();
    await database?.drop();
  });

  it('/healthz tells the version and how long the process runs', async () => {
    const answer = await app.inject('/healthz');
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({
      status: 'ok',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      uptimeSeconds: expect.any(Number),
    });
  });

  it('/readyz says ready', async () => {
    const answer = await app.inject('/readyz');
    expect(answer.json()).toEqual({ status: 'ready' });
    expect(answer.statusCode).toBe(200);
  });

  it('/metrics is what Prometheus reads', async () => {
    const answer = await app.inject('/metrics');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(answer.body).toContain('# TYPE joinery_deliveries_total counter');
  });

  it('/readyz names the migrations where one of them is not applied', async () => {
    const { rows } = await owner.query('SELECT id FROM _prisma_migrations ORDER BY migration_name DESC LIMIT 1');
    await owner.query('UPDATE _prisma_migrations SET finished_at = NULL WHERE id = $1', [rows[0].id]);
    const answer = await app.inject('/readyz');
    await owner.query('UPDATE _prisma_migrations SET finished_at = now() WHERE id = $1', [rows[0].id]);
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({ status: 'not_ready', failing: ['migrations'] });
  });

  it('/readyz names the queue where it is not installed', async () => {
    await owner.query('ALTER SCHEMA pgboss RENAME TO pgboss_away');
    const answer = await app.inject('/readyz');
    await owner.query('ALTER SCHEMA pgboss_away RENAME TO pgboss');
    expect(answer.json()).toEqual({ status: 'not_ready', failing: ['queue'] });
    expect((await app.inject('/readyz')).statusCode).toBe(200);
  });
});

describe('without a database that answers', () => {
  it('/readyz is 503 and tells names only, and /healthz and /metrics go on', async () => {
    const db = open('postgresql://joinery:top-secret@127.0.0.1:1/joinery');
    const app = serve(db);
    const answer = await app.inject('/readyz');
    expect(answer.statusCode).toBe(503);
    expect(answer.json().failing.toSorted()).toEqual(['database', 'database_system', 'migrations', 'queue']);
    expect(answer.body).not.toMatch(/top-secret|127\.0\.0\.1|ECONNREFUSED/);
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    expect((await app.inject('/metrics')).statusCode).toBe(200);
    await app.close();
    await db.close();
  });

  it('/readyz does not wait longer than two seconds for one that is silent', async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => sockets.push(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const db = open(`postgresql://joinery@127.0.0.1:${(silent.address() as AddressInfo).port}/joinery`);
    const app = serve(db);
    const startedAt = performance.now();
    expect((await app.inject('/readyz')).statusCode).toBe(503);
    expect(performance.now() - startedAt).toBeLessThan(3_000);
    for (const socket of sockets) socket.destroy();
    silent.close();
    await app.close();
    await db.close();
  });
});
