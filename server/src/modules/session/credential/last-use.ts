import { sql } from '../../../platform/db/index.ts';
import type { Services } from '../../../services.ts';
import { type CredentialKey, nameOf } from './state.ts';

const EVERY_MS = 60_000;
const MOST_REMEMBERED = 10_000;

interface Writes {
  /** When each token's last use was written by this process. */
  readonly writtenAt: Map<string, number>;
  readonly underWay: Set<Promise<unknown>>;
}

const writesOfDatabase = new WeakMap<object, Writes>();

/** Notes that an API token was used: once a minute at most, and without anyone waiting for it. */
export function noteUse(services: Services, key: CredentialKey, lastUsedAt: Date | null): void {
  const { writtenAt, underWay } = writesOf(services);
  const name = nameOf(key);
  const now = services.clock.now();
  const last = Math.max(writtenAt.get(name) ?? 0, lastUsedAt?.getTime() ?? 0);
  if (now.getTime() - last < EVERY_MS) return;
  if (writtenAt.size >= MOST_REMEMBERED) writtenAt.clear();
  writtenAt.set(name, now.getTime());
  const writing = write(services, key, now).finally(() => underWay.delete(writing));
  underWay.add(writing);
}

/** Waits for the writes that are under way. */
export async function lastUseWritten(services: Services): Promise<void> {
  await Promise.all(writesOf(services).underWay);
}

async function write({ db, log }: Services, { tenantId, id }: CredentialKey, now: Date): Promise<void> {
  try {
    await db.tenantSql(tenantId, (tx) =>
      tx.execute(sql`
        UPDATE api_tokens SET last_used_at = ${now}
        WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid AND (last_used_at IS NULL OR last_used_at < ${now})`),
    );
  } catch (error) {
    // The time is a courtesy to the reader of a list; the next minute's use writes it again.
    log.debug({ err: error }, 'api token: the time of its use was not written');
  }
}

function writesOf({ db }: Services): Writes {
  const writes = writesOfDatabase.get(db) ?? { writtenAt: new Map(), underWay: new Set() };
  writesOfDatabase.set(db, writes);
  return writes;
}
