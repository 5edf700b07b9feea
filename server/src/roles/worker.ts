import { startAuditSealer } from '../modules/audit/index.ts';
import { startConnectionHealth } from '../modules/connection/index.ts';
import { startDelivery } from '../modules/delivery/index.ts';
import { startMembershipExpiry } from '../modules/group/index.ts';
import { startAutoUpdate } from '../modules/installation/index.ts';
import { startRetention } from '../modules/retention/index.ts';
import type { Services } from '../services.ts';

/** The role `worker`: what happens without a request. Any number of processes may hold it. */
export async function startWorker(services: Services, databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const parts = [
    await startDelivery(services, databaseUrl),
    await startAuditSealer(services),
    await startMembershipExpiry(services),
    await startRetention(services),
    await startConnectionHealth(services),
    await startAutoUpdate(services),
  ];
  return {
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}
