import { setTimeout as delay } from 'node:timers/promises';
import type { Services } from '../../../services.ts';
import { lastUseWritten } from './last-use.ts';
import { credentialStates } from './states.ts';

const EVERY_MS = 2000;
/** Of many revocations in a row, each is in force at once for new requests; what is open is read again this often. */
const GATHERED_MS = 100;

/**
 * Keeps what this process knows of credentials in use at most seconds old: by the signal of a revocation, and by
 * reading them again every two seconds, which finds what no signal told. Every process that serves requests runs it.
 */
export async function startCredentialWatch(services: Services): Promise<{ stop(): Promise<void> }> {
  const states = credentialStates(services);
  const stopped = new AbortController();
  const doubted = new Set<string>();
  let gathering: NodeJS.Timeout | undefined;

  const read = (isMeant?: (tenantId: string) => boolean) =>
    states.refresh(isMeant).catch((error: unknown) => {
      services.log.warn({ err: error }, 'credentials: not read again; the next turn will');
    });
  const readDoubted = () => {
    gathering = undefined;
    const isMeant = among(new Set(doubted));
    doubted.clear();
    void read(isMeant);
  };
  const offSignal = services.signals.on('revocations', (tenantIds) => {
    states.doubt(among(tenantIds));
    for (const tenantId of tenantIds) doubted.add(tenantId);
    gathering ??= setTimeout(readDoubted, GATHERED_MS);
  });
  const offResume = services.signals.onResume(() => void read());

  const turns = (async () => {
    while (!stopped.signal.aborted) {
      await delay(EVERY_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
      if (!stopped.signal.aborted) await read();
    }
  })();

  return {
    stop: async () => {
      stopped.abort();
      offSignal();
      offResume();
      clearTimeout(gathering);
      await turns;
      await lastUseWritten(services);
    },
  };
}

/** A signal of very many tenants concerns all: `*`. */
function among(tenantIds: ReadonlySet<string>): (tenantId: string) => boolean {
  return (tenantId) => tenantIds.has(tenantId) || tenantIds.has('*');
}
