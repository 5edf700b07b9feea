import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { invalidField } from '../errors.ts';
import { checkPasswordStrength } from '../platform/crypto/index.ts';
import type { DemoAccount } from '../progress.ts';
import type { Services } from '../services.ts';
import { startReceiver } from './receiver.ts';
import { seedDemo } from './seed.ts';
import { DEMO_OWNER, DEMO_SLUG } from './tenant.ts';

export interface Demo {
  /** What egress may reach beyond the settings: the demonstration's own receiver. */
  readonly egressAllow: string[];
  readonly receiverUrl: string | null;
  /** Makes the demonstration tenant on the first start; answers how to sign in to it. Null where there is no demo. */
  seed(services: Services): Promise<DemoAccount | null>;
  stop(): Promise<void>;
}

const NO_DEMO: Demo = { egressAllow: [], receiverUrl: null, seed: async () => null, stop: async () => undefined };

/**
 * The demonstration: a tenant with people, groups and integrations, and a receiver for what they send. It comes with
 * the embedded database, and elsewhere where JOINERY_DEMO_PASSWORD asks for it.
 */
export async function startDemo(config: Config, home: string): Promise<Demo> {
  const isWanted = config.databaseUrl === undefined || config.demoPassword !== undefined;
  if (!isWanted || !config.roles.includes('worker')) return NO_DEMO;
  refuseWeakPassword(config.demoPassword);
  const receiver = await startReceiver(config.port === 0 ? 0 : config.port + 1);
  return {
    egressAllow: [`127.0.0.1:${receiver.port}`],
    receiverUrl: receiver.url,
    seed: async (services) => {
      const password = config.demoPassword ?? (await keptPassword(home));
      await seedDemo(services, { password, receiverUrl: receiver.url });
      return { tenantSlug: DEMO_SLUG, email: DEMO_OWNER.email, password: config.demoPassword ? null : password };
    },
    stop: () => receiver.close(),
  };
}

/** The owner signs up as anyone does: what would be refused there stops the start here, by the setting's name. */
function refuseWeakPassword(password: string | undefined): void {
  const weakness = password === undefined ? null : checkPasswordStrength(password, { email: DEMO_OWNER.email });
  if (weakness) throw invalidField('JOINERY_DEMO_PASSWORD', weakness);
}

/** Made on the first start and kept in the data folder, so that every start can show it. */
async function keptPassword(home: string): Promise<string> {
  const path = join(home, 'demo-password');
  await mkdir(home, { recursive: true, mode: 0o700 });
  const made = `demo-${randomBytes(9).toString('base64url')}`;
  await writeFile(path, `${made}\n`, { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return (await readFile(path, 'utf8')).trim();
}
