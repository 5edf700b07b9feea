import type { Limiter } from '@joinery/plugin-sdk/host';
import type { Config } from './config.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import { parseMasterKey } from './platform/crypto/index.ts';
import { type Database, openDatabase } from './platform/db/index.ts';
import { createEgress, type Egress } from './platform/egress/index.ts';
import { type Keys, openKeys } from './platform/keys/index.ts';
import type { Log } from './platform/log.ts';
import { createMailer, type Mailer } from './platform/mail/index.ts';
import { createProviderLimiter } from './platform/provider-limit/index.ts';
import { openQueue, type Queue } from './platform/queue/index.ts';
import { openSignals, type Signals } from './platform/signals/index.ts';
import { createMetrics, type Metrics } from './platform/telemetry/index.ts';
import { createSandbox, type SandboxOnUse, startedOnUse } from './sandbox/index.ts';

/** What the process is made of, put together once. */
export interface Services {
  readonly config: Config;
  readonly db: Database;
  readonly queue: Queue;
  readonly signals: Signals;
  readonly egress: Egress;
  /** Where scripts and plugins run; its processes start with the first run, or before it where there will be one. */
  readonly sandbox: SandboxOnUse;
  /** What providers take of one account, over all processes. */
  readonly limiter: Limiter;
  readonly mail: Mailer;
  readonly keys: Keys;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly clock: Clock;
}

export interface ServicesOptions {
  config: Config;
  databaseUrl: string;
  masterKey: Buffer;
  log: Log;
  clock?: Clock;
  /** Exempted from the private-address rule, beyond the setting: the demonstration's own receiver. */
  egressAllow?: string[];
}

/** Opens everything; `close` ends it in the reverse order. */
export async function openServices(options: ServicesOptions): Promise<{ services: Services; close(): Promise<void> }> {
  const { config, databaseUrl, masterKey, log, clock = systemClock } = options;
  const onIdleError = (error: Error) =>
    log.warn({ err: error }, 'database: a connection was lost; the pool opens another');
  const db = openDatabase({ url: databaseUrl, poolSize: config.databasePool, onIdleError });
  const newMasterKey = config.newMasterKey ? parseMasterKey(config.newMasterKey, 'JOINERY_NEW_MASTER_KEY') : undefined;
  const keys = await openKeys({ db, masterKey, newMasterKey, clock, log });
  const signals = await openSignals({ url: databaseUrl, log });
  const queue = await openQueue({ url: databaseUrl, log });
  const egress = createEgress({ allow: [...config.egressAllow, ...(options.egressAllow ?? [])] });
  const mail = createMailer({ egress, smtpUrl: config.smtpUrl, from: config.mailFrom });
  const sandbox = startedOnUse(() => createSandbox({ log, processes: config.sandboxProcesses }));
  const limiter = createProviderLimiter(db);
  const metrics = createMetrics();
  const services: Services = { config, db, queue, signals, egress, limiter, mail, sandbox, keys, metrics, log, clock };
  return {
    services,
    close: async () => {
      await queue.stop();
      await sandbox.stop();
      await egress.close();
      await signals.close();
      await keys.close();
      await db.close();
    },
  };
}
