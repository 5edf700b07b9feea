import { TaskType } from '../task-enums.type.ts';

export interface BuiltInTask {
  type: TaskType;
  description: string;
  cronExpression: string;
  /** Every tenant has them: they must not all begin in the same second. */
  jitterSeconds: number;
}

const DAILY_JITTER = 1800;
const HOURLY_JITTER = 600;

/**
 * The tasks that every tenant has. A built-in type that is not among them has nothing to act on yet: there are no trusted
 * devices and no access requests. The tokens of agents are API tokens.
 */
export const BUILT_IN_TASKS: readonly BuiltInTask[] = [
  {
    type: TaskType.AUDIT_LOG_CLEANUP,
    description: 'Erases what audit records older than the retention say; that they were there stays provable.',
    cronExpression: '0 3 * * *',
    jitterSeconds: DAILY_JITTER,
  },
  {
    type: TaskType.SAML_SESSION_CLEANUP,
    description: 'Removes sessions that have expired.',
    cronExpression: '0 * * * *',
    jitterSeconds: HOURLY_JITTER,
  },
  {
    type: TaskType.AGENT_TOKEN_CLEANUP,
    description: 'Removes API tokens that expired or were revoked more than seven days ago.',
    cronExpression: '0 4 * * *',
    jitterSeconds: DAILY_JITTER,
  },
  {
    type: TaskType.MEMBERSHIP_EXPIRY,
    description: 'Ends memberships whose time has come and that have not ended by themselves.',
    cronExpression: '30 * * * *',
    jitterSeconds: HOURLY_JITTER,
  },
  {
    type: TaskType.USER_MESSAGE_DELIVERY,
    description: 'Delivers messages to people whose time has come, by mail.',
    cronExpression: '*/5 * * * *',
    jitterSeconds: 60,
  },
  {
    type: TaskType.PRESET_CACHE_REFRESH,
    description: 'Compiles the integrations anew, and names those that cannot fire.',
    cronExpression: '0 */6 * * *',
    jitterSeconds: DAILY_JITTER,
  },
];

const TYPES: ReadonlySet<string> = new Set(Object.values(TaskType).filter((type) => type !== TaskType.SCRIPT));

export function isBuiltInType(type: string): boolean {
  return TYPES.has(type);
}
