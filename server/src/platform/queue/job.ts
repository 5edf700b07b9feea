import type { z } from 'zod';

/** A kind of job: its name, the shape of its data, and how the queue treats it. */
export interface JobType<Data> {
  /** `delivery.send` */
  readonly name: string;
  readonly schema: z.ZodType<Data>;
  /** How often pg-boss itself runs a handler again that threw. */
  readonly retryLimit: number;
  /** How long a handler may take before another worker may take the job, in seconds. */
  readonly expireInSeconds: number;
  /** How many jobs one fetch takes. */
  readonly batchSize: number;
  /** Runs at the minutes of this cron expression (UTC), once in the deployment. */
  readonly cron?: string;
}

/** A job type whose data does not matter here: queues are made by name. */
export type AnyJobType = Omit<JobType<unknown>, 'schema'>;

export interface NewJob<Data> {
  data: Data;
  /** Not before. Absent: at once. */
  startAfter?: Date;
  /** The tenant: groups that have enough under way are passed over. */
  groupId?: string;
}

export interface FetchedJob<Data> {
  id: string;
  data: Data;
}

export function defineJob<Data>(type: JobType<Data>): JobType<Data> {
  return type;
}
