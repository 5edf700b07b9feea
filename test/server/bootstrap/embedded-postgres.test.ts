import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../../server/src/platform/db/embedded/index.ts';
import { eventually } from '../../harness/eventually.ts';
import { isRunning, startHolder } from './holder.ts';

let folder: string;
let postgres: EmbeddedPostgres | undefined;
const progress: string[] = [];

async function start(): Promise<EmbeddedPostgres> {
  postgres = await startEmbeddedPostgres({ dataDir: folder, onProgress: (message) => progress.push(message) });
  return postgres;
}

async function query(url: string, text: string): Promise<unknown> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows[0]?.[0];
  } finally {
    await client.end();
  }
}

async function postmasterPid(): Promise<number> {
  return Number.parseInt(await readFile(join(folder, 'cluster/postmaster.pid'), 'utf8'), 10);
}

async function occupy(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'joinery-embedded-'));
  await start();
  await postgres?.stop();
});

afterEach(async () => {
  await postgres?.stop();
  progress.length = 0;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the embedded PostgreSQL', () => {
  it('is version 18, keeps what it acknowledges and speaks UTF-8 whatever the system’s locale', async () => {
    const { url } = await start();
    expect(await query(url, 'SHOW server_version')).toMatch(/^18\./);
    expect(await query(url, 'SHOW fsync')).toBe('on');
    expect(await query(url, 'SHOW synchronous_commit')).toBe('on');
    expect(await query(url, 'SHOW server_encoding')).toBe('UTF8');
    expect(await query(url, `SELECT lower('ÄÖÉ')`)).toBe('äöé');
  });

  it('listens on loopback only, and asks for a password that only its owner can read', async () => {
    const { url, port } = await start();
    expect(await query(url, 'SHOW listen_addresses')).toBe('127.0.0.1');
    expect(await query(url, 'SHOW unix_socket_directories')).toBe('');
    await expect(query(`postgresql://postgres:guess@127.0.0.1:${port}/postgres`, 'SELECT 1')).rejects.toThrow(
      expect.objectContaining({ code: '28P01' }),
    );
    expect((await stat(join(folder, 'password'))).mode & 0o777).toBe(0o600);
  });

  it('comes back with its data, on the same port', async () => {
    const first = await start();
    await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    const second = await start();
    expect(second.port).toBe(first.port);
    expect(await query(second.url, 'SELECT answer FROM kept')).toBe(42);
    expect(progress).toEqual([]);
  });

  it('moves to another port when something else has taken its own', async () => {
    const first = await start();
    await first.stop();
    const squatter = await occupy(first.port);
    try {
      const second = await start();
      expect(second.port).not.toBe(first.port);
      expect(await query(second.url, 'SELECT 1')).toBe(1);
    } finally {
      squatter.close();
    }
  });

  it('refuses a port that was asked for and is taken', async () => {
    const squatter = await occupy(0);
    const address = squatter.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    try {
      await expect(startEmbeddedPostgres({ dataDir: folder, port })).rejects.toMatchObject({ code: 'CONFLICT' });
    } finally {
      squatter.close();
    }
  });

  it.each(['immediate', 'fast'] as const)(
    'answers again after an %s restart, with all that was committed',
    async (mode) => {
      const { url, restart } = await start();
      await query(url, `CREATE TABLE before_${mode} AS SELECT 1`);
      const before = await postmasterPid();
      await restart(mode);
      expect(await postmasterPid()).not.toBe(before);
      expect(await query(url, `SELECT count(*)::int FROM before_${mode}`)).toBe(1);
    },
  );

  it('is started again on the same port when its process is killed, with all that was committed', async () => {
    const { url } = await start();
    await query(url, 'CREATE TABLE before_kill AS SELECT 1');
    const before = await postmasterPid();
    process.kill(before, 'SIGKILL');
    await eventually(async () => {
      expect(await query(url, 'SELECT count(*)::int FROM before_kill')).toBe(1);
      expect(await postmasterPid()).not.toBe(before);
    });
    expect(progress).toContain('PostgreSQL ended by itself and is started again');
  });

  it('is gone after a stop, which may be repeated', async () => {
    const { stop } = await start();
    const pid = await postmasterPid();
    await stop();
    expect(isRunning(pid)).toBe(false);
    await stop();
  });
});

describe('a start after a crash', () => {
  it('stops the PostgreSQL that a killed server left running, and loses nothing', async () => {
    const holder = await startHolder('postgres', folder);
    const pid = await postmasterPid();
    await query(holder.answer, 'CREATE TABLE survived AS SELECT 7 AS answer');
    await holder.kill();
    expect(isRunning(pid)).toBe(true);

    const { url } = await start();
    expect(progress).toEqual([`stopping the PostgreSQL that was left running (pid ${pid})`]);
    expect(isRunning(pid)).toBe(false);
    expect(await query(url, 'SELECT answer FROM survived')).toBe(7);
  });

  it('recovers when PostgreSQL was killed with it', async () => {
    const holder = await startHolder('postgres', folder);
    await query(holder.answer, 'CREATE TABLE recovered AS SELECT 8 AS answer');
    process.kill(await postmasterPid(), 'SIGKILL');
    await holder.kill();
    const { url } = await start();
    expect(await query(url, 'SELECT answer FROM recovered')).toBe(8);
  });

  it('is not misled by a pid file whose number another program has by now', async () => {
    const stale = [process.pid, join(folder, 'cluster'), 1_700_000_000, 5432, '', '127.0.0.1', '1 1', 'ready'];
    await writeFile(join(folder, 'cluster/postmaster.pid'), `${stale.join('\n')}\n`);
    const { url } = await start();
    expect(await query(url, 'SELECT 1')).toBe(1);
    expect(isRunning(process.pid)).toBe(true);
  });

  it('makes the cluster anew when the first start was killed while making it', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'joinery-interrupted-'));
    try {
      await mkdir(join(dataDir, 'cluster.unfinished/base'), { recursive: true });
      await writeFile(join(dataDir, 'cluster.unfinished/PG_VERSION'), '18\n');
      postgres = await startEmbeddedPostgres({ dataDir });
      expect(await query(postgres.url, 'SELECT 1')).toBe(1);
      await postgres.stop();
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
