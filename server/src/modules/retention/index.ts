import type { Services } from '../../services.ts';
import { RetentionJob } from './retention.job.ts';
import { sweep } from './sweep.ts';

export { RetentionJob } from './retention.job.ts';

/** Sweeps once an hour, on one worker of the deployment. */
export async function startRetention(services: Services): Promise<{ stop(): Promise<void> }> {
  await services.queue.work(RetentionJob, async () => {
    services.log.info(await sweep(services), 'retention: swept');
  });
  return { stop: async () => undefined };
}
