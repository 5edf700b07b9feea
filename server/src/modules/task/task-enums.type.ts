import { MissedRuns, OverlapPolicy, RunMode, RunTrigger, ScheduleType, TaskRunStatus } from '@joinery/prisma';
import { registerEnumType } from 'type-graphql';

export { MissedRuns, OverlapPolicy, RunMode, RunTrigger, ScheduleType, TaskRunStatus };

/** As the database has them. */
export enum TaskType {
  SCRIPT = 'script',
  AUDIT_LOG_CLEANUP = 'audit_log_cleanup',
  SAML_SESSION_CLEANUP = 'saml_session_cleanup',
  MEMBERSHIP_EXPIRY = 'membership_expiry',
  PRESET_CACHE_REFRESH = 'preset_cache_refresh',
  TRUSTED_DEVICE_EXPIRY = 'trusted_device_expiry',
  USER_MESSAGE_DELIVERY = 'user_message_delivery',
  ACCESS_REQUEST_EXPIRY = 'access_request_expiry',
  AGENT_TOKEN_CLEANUP = 'agent_token_cleanup',
}
registerEnumType(TaskType, {
  name: 'TaskType',
  description: 'SCRIPT is one of your own; all others are built-in jobs, which nobody can change.',
});

registerEnumType(ScheduleType, {
  name: 'ScheduleType',
  description: 'CRON fires again and again; ONCE by hand, by an integration, or at `runAt`.',
});
registerEnumType(MissedRuns, {
  name: 'MissedRuns',
  description:
    'What becomes of ticks that no worker was there for: SKIP forgets them, ONCE makes up for all with one run.',
});
registerEnumType(OverlapPolicy, {
  name: 'OverlapPolicy',
  description:
    'What a trigger does while a run is unfinished: ALLOW runs beside it, SKIP is dropped, QUEUE waits its turn, REPLACE stops it.',
});
registerEnumType(TaskRunStatus, {
  name: 'TaskRunStatus',
  description: 'WAITING_CONFIRMATION has stopped before it removes more than its task may, until a person decides.',
});
registerEnumType(RunMode, {
  name: 'RunMode',
  description: 'In PLAN, reads are real and every change is only written down; see `applyPlan`.',
});
registerEnumType(RunTrigger, { name: 'RunTrigger', description: 'What set a run off.' });
