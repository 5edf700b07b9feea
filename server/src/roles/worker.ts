import { startAuditSealer } from '../modules/audit/index.ts';
import { startConnectionHealth } from '../modules/connection/index.ts';
import { startDelivery } from '../modules/delivery/index.ts';
import { runConnectionAction, startActionFlow, startFlows } from '../modules/flow/index.ts';
import { startMembershipExpiry } from '../modules/group/index.ts';
import { startAutoUpdate } from '../modules/installation/index.ts';
import { startRetention } from '../modules/retention/index.ts';
import { startTasks } from '../modules/task/index.ts';
import type { Services } from '../services.ts';
import { BUILT_IN_JOBS } from './built-in-jobs.ts';

/** The role `worker`: what happens without a request. Any number of processes may hold it. */
export async function startWorker(services: Services, databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const { sandbox } = services;
  const parts = [
    await startDelivery(services, databaseUrl),
    await startAuditSealer(services),
    await startMembershipExpiry(services),
    await startRetention(services),
    await startFlows(services, { databaseUrl, runAction: runConnectionAction }),
    await startTasks(services, { databaseUrl, sandbox, builtIns: BUILT_IN_JOBS, startFlow: startActionFlow }),
    await startConnectionHealth(services),
    await startAutoUpdate(services),
  ];
  return {
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()));
    },
  };
}
