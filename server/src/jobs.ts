import { ConnectionHealthJob } from './modules/connection/index.ts';
import { DeliverySendJob } from './modules/delivery/index.ts';
import { FlowAdvanceJob } from './modules/flow/index.ts';
import { AutoUpdateJob } from './modules/installation/index.ts';
import { RetentionJob } from './modules/retention/index.ts';
import { TaskRunJob } from './modules/task/index.ts';
import type { AnyJobType } from './platform/queue/index.ts';

/** Every kind of job; a queue exists for each. */
export const JOB_TYPES: readonly AnyJobType[] = [
  DeliverySendJob,
  TaskRunJob,
  FlowAdvanceJob,
  RetentionJob,
  ConnectionHealthJob,
  AutoUpdateJob,
];
