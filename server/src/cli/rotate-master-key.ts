import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Config, readConfig } from '../config.ts';
import { AppError } from '../errors.ts';
import { rotateMasterKey } from '../modules/secret/index.ts';
import { parseMasterKey } from '../platform/crypto/index.ts';
import { lockDataFolder, startEmbeddedPostgres } from '../platform/db/embedded/index.ts';
import { openDatabase } from '../platform/db/index.ts';
import { loadMasterKey } from '../platform/master-key.ts';

const USAGE = `Exchanges the master key: wraps every data key and signing key anew. Secrets themselves stay as they are.

  JOINERY_MASTER_KEY=<old> JOINERY_NEW_MASTER_KEY=<new> node server/dist/cli/rotate-master-key.js
  openssl rand -base64 32 | tee new-key | JOINERY_MASTER_KEY=<old> node server/dist/cli/rotate-master-key.js

Servers that keep running need both variables, from before it starts until it has ended; then they are restarted with
the new key as JOINERY_MASTER_KEY alone. It can be stopped (Ctrl-C) and run again, and goes on where it was.
Without DATABASE_URL it works on the database in JOINERY_HOME, whose server must be stopped.

Ends with 0 when everything is under the new key, 1 when it was stopped before, 2 when it could not be done.`;

async function main(args: string[]): Promise<number> {
  if (args.length > 0) {
    console.log(USAGE);
    return args.includes('--help') || args.includes('-h') ? 0 : 2;
  }
  const config = readConfig(process.env);
  const home = resolve(config.home);
  const { key: oldKey } = await loadMasterKey(config.masterKey, home);
  const newKey = parseNewKey(config.newMasterKey ?? (await readNewKey()));
  await using database = await openTarget(config, home);
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  process.once('SIGTERM', () => interrupted.abort());

  const { dataKeys, signingKeys, isComplete } = await rotateMasterKey(database, oldKey, newKey, {
    signal: interrupted.signal,
    onProgress: (done) => console.log(`${done.signingKeys} signing keys and ${done.dataKeys} data keys wrapped anew`),
  });
  if (!isComplete) {
    console.log('stopped: run it again, with the same keys, to go on');
    return 1;
  }
  console.log(`done: ${signingKeys} signing keys and ${dataKeys} data keys; nothing is under the old key any more`);
  console.log(
    `now set JOINERY_MASTER_KEY (or the file ${join(home, 'master-key')}, where that is used) to the new key`,
  );
  return 0;
}

function readNewKey(): Promise<string> {
  if (process.stdin.isTTY) console.error('the new master key, then Ctrl-D:');
  return text(process.stdin);
}

function parseNewKey(given: string): Buffer {
  try {
    return parseMasterKey(given);
  } catch (cause) {
    throw new AppError(
      'INVALID_INPUT',
      'JOINERY_NEW_MASTER_KEY, or the key on standard input, must be 32 bytes in base64, base64url or hex',
      { cause },
    );
  }
}

/** The database that the settings name, or the embedded one, started for as long as this takes. */
async function openTarget({ databaseUrl, databasePool }: Config, home: string) {
  await using endings = new AsyncDisposableStack();
  const url = databaseUrl ?? (await startOwn(endings, home));
  const tell = (error: Error) => console.error(`a connection was lost: ${error.message}`);
  const db = openDatabase({ url, poolSize: databasePool, onIdleError: tell });
  endings.defer(() => db.close());
  const opened = endings.move();
  return { db, [Symbol.asyncDispose]: () => opened.disposeAsync() };
}

async function startOwn(endings: AsyncDisposableStack, home: string): Promise<string> {
  endings.defer(lockDataFolder(home));
  const postgres = await startEmbeddedPostgres({ dataDir: join(home, 'postgres') });
  endings.defer(() => postgres.stop());
  return postgres.url;
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(`not done: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  },
);
