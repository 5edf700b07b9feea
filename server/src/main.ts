import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { startDemo } from './demo/index.ts';
import { AppError } from './errors.ts';
import { migrateDatabase } from './migrate.ts';
import { listFirstPartyPlugins } from './modules/plugin/index.ts';
import { lockDataFolder, startEmbeddedPostgres } from './platform/db/embedded/index.ts';
import { createLog, type Log } from './platform/log.ts';
import { loadMasterKey } from './platform/master-key.ts';
import { startTracing } from './platform/telemetry/index.ts';
import { createProgress, type DemoAccount } from './progress.ts';
import type { Services } from './services.ts';

/** What has been started, to be ended in the reverse order. */
type Ending = () => Promise<void>;

const FORCED_AFTER_MS = 20_000;

/** The plugins of this tree, beside the server. */
const PLUGINS_FOLDER = fileURLToPath(new URL('../../plugins', import.meta.url));

async function main(): Promise<void> {
  const endings: Ending[] = [];
  const stop = stopOnce(endings);
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Whoever started us over a channel is gone: `npm start` was killed.
  process.on('disconnect', stop);
  try {
    const config = readConfig(process.env);
    await start(config, createLog(config.logLevel), endings);
  } catch (error) {
    tellFailure(error);
    await endAll(endings);
    process.exit(1);
  }
}

async function start(config: Config, log: Log, endings: Ending[]): Promise<void> {
  const home = resolve(config.home);
  const progress = createProgress();
  const tracing = startTracing(config, { log });
  endings.push(() => tracing.shutdown());
  const databaseUrl = config.databaseUrl ?? (await startOwnDatabase(home, endings, progress));
  const { applied } = await migrateDatabase({ url: databaseUrl });
  progress.step(applied.length > 0 ? `database migrated (${applied.length} migrations)` : 'database is up to date');

  const { key, isGenerated } = await loadMasterKey(config.masterKey, home);
  if (isGenerated && !config.isDevelopment) {
    log.warn(
      'the master key was generated into the data folder; set JOINERY_MASTER_KEY and keep it apart from the database',
    );
  }
  const demo = await startDemo(config, home);
  endings.push(() => demo.stop());
  let account: DemoAccount | null = null;
  let sandbox = Promise.resolve();
  const prepare = async (services: Services) => {
    // Beside everything else: the first run finds its processes, and the log says what holds them.
    if (config.roles.includes('worker')) sandbox = startSandbox(services);
    const listed = await listFirstPartyPlugins(services, PLUGINS_FOLDER);
    if (listed.length > 0) progress.step(`plugins listed: ${listed.join(', ')}`);
    account = await demo.seed(services);
  };
  const app = await startApp({ config, databaseUrl, masterKey: key, log, egressAllow: demo.egressAllow, prepare });
  endings.push(() => app.stop());
  await sandbox;
  progress.ready({
    url: app.url,
    portalUrl: config.portalUrl,
    roles: config.roles,
    account,
    receiverUrl: demo.receiverUrl,
  });
}

/** Without it everything else goes on: runs fail and say why, and each of them tries again. */
async function startSandbox({ sandbox, log }: Services): Promise<void> {
  await sandbox.start().catch((error: unknown) => log.error({ err: error }, 'the sandbox could not be started'));
}

async function startOwnDatabase(
  home: string,
  endings: Ending[],
  progress: ReturnType<typeof createProgress>,
): Promise<string> {
  const releaseFolder = await lockDataFolder(home);
  endings.push(async () => releaseFolder());
  const postgres = await startEmbeddedPostgres({ dataDir: join(home, 'postgres'), onProgress: progress.step });
  endings.push(() => postgres.stop());
  return postgres.url;
}

function stopOnce(endings: Ending[]): () => void {
  let isStopping = false;
  return () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), FORCED_AFTER_MS).unref();
    endAll(endings).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
}

async function endAll(endings: Ending[]): Promise<void> {
  for (const end of endings.splice(0).toReversed()) await end();
}

/** A setting that is wrong, a folder in use: said in a line. What nobody foresaw comes with its stack. */
function tellFailure(error: unknown): void {
  const text = error instanceof AppError ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`joinery: could not start: ${text}\n`);
}

await main();
