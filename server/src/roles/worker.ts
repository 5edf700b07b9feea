import { startAuditSealer } from '../modules/audit/index.ts';
import { startDelivery } from '../modules/delivery/index.ts';
import { startMembershipExpiry } from '../modules/group/index.ts';
import { startRetention } from '../modules/retention/index.ts';
import { startTasks } from '../modules/task/index.ts';
import { createSandbox } from '../sandbox/index.ts';
import type { Services } from '../services.ts';
import { BUILT_IN_JOBS } from './built-in-jobs.ts';

/** The role `worker`: what happens without a request. Any number of processes may hold it. */
export async function startWorker(services: Services, databaseUrl: string): Promise<{ stop(): Promise<void> }> {
  const sandbox = await createSandbox({ log: services.log });
  const parts = [
    await startDelivery(services, databaseUrl),
    await startAuditSealer(services),
    await startMembershipExpiry(services),
    await startRetention(services),
    await startTasks(services, { databaseUrl, sandbox, builtIns: BUILT_IN_JOBS }),
  ];
  return {
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()));
      await sandbox.stop();
    },
  };
}
