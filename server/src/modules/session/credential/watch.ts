import { setTimeout as delay } from 'node:timers/promises';
import type { Services } from '../../../services.ts';
import { lastUseWritten } from './last-use.ts';
import { credentialStates } from './states.ts';

const EVERY_MS = 2000;

/**
 * Keeps what this process knows of credentials in use at most seconds old: by the signal of a revocation, and by
 * reading them again every two seconds, which finds what no signal told. Every process that serves requests runs it.
 */
export async function startCredentialWatch(services: Services): Promise<{ stop(): Promise<void> }> {
  const states = credentialStates(services);
  const stopped = new AbortController();
  const read = (isMeant?: (tenantId: string) => boolean) =>
    states.refresh(isMeant).catch((error: unknown) => {
      services.log.warn({ err: error }, 'credentials: not read again; the next turn will');
    });
  const offSignal = services.signals.on('revocations', (tenantIds) => {
    void read((tenantId) => tenantIds.has(tenantId) || tenantIds.has('*'));
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
      await turns;
      await lastUseWritten(services);
    },
  };
}
