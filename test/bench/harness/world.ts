import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import type { BareClientCommands } from './bare-client.ts';
import { createHome, removeHome } from './bench-home.ts';
import { type Child, startChild } from './child.ts';
import { connect, databaseUrl, trackCommitTimes } from './database.ts';
import type { Endings } from './endings.ts';
import { logOf, type Server, startServer } from './server.ts';
import type { SinkCommands } from './sink.ts';
import { WATCHING } from './stalls.ts';
import { trackStatements } from './statements.ts';

/** What every benchmark runs against: the server, its database, a receiver, and a plain client to compare with. */
export interface World {
  readonly home: string;
  readonly server: Server;
  readonly databaseUrl: string;
  readonly database: pg.Client;
  readonly sink: Child<SinkCommands>;
  readonly sinkUrl: string;
  readonly bareClient: Child<BareClientCommands>;
  /** Whether what makes requests late is to be found out. */
  readonly isWatched: boolean;
  /** Deliveries a second, once it has been measured. */
  deliveryRate: number | null;
  /** Lines of the server's log, which has warnings and errors only. */
  logLines(): Promise<string[]>;
}

export interface WorldOptions {
  /** Arguments of the measured server's Node. */
  nodeArguments: string[];
  /** Whether the database counts its time by statement. */
  isTracking: boolean;
  /** Whether what makes requests late is to be found out. */
  isWatched: boolean;
}

/** Starts everything in a new data folder, which goes away with the rest at the end. */
export async function startWorld(
  endings: Endings,
  { nodeArguments, isTracking, isWatched }: WorldOptions,
): Promise<World> {
  const home = await createHome();
  endings.add(() => removeHome(home));
  await prepare(home, endings, isTracking);

  const server = await startServer({
    home,
    nodeArguments: isWatched ? [...nodeArguments, ...WATCHING] : nodeArguments,
  });
  endings.add(() => server.stop());
  await server.ready();
  const url = await databaseUrl(home);
  const database = await connect(url);
  endings.add(() => database.end());
  const sink = startChild<SinkCommands>('./sink.ts');
  endings.add(() => sink.stop());
  const bareClient = startChild<BareClientCommands>('./bare-client.ts');
  endings.add(() => bareClient.stop());
  return {
    home,
    server,
    databaseUrl: url,
    database,
    sink,
    sinkUrl: await sink.ask('listen'),
    bareClient,
    isWatched,
    deliveryRate: null,
    logLines: async () => (await readFile(logOf(home), 'utf8')).split('\n').filter((line) => line.startsWith('{')),
  };
}

/** A first start makes the database, which then has to be told to keep the times of commits. */
async function prepare(home: string, endings: Endings, isTracking: boolean): Promise<void> {
  const server = await startServer({ home });
  endings.add(() => server.stop());
  await server.ready();
  const database = await connect(await databaseUrl(home));
  await trackCommitTimes(database);
  if (isTracking) await trackStatements(database);
  await database.end();
  await server.stop();
}
