import { removeEndedApiTokens } from '../modules/api-token/index.ts';
import { cleanUpAuditLog } from '../modules/audit/index.ts';
import { endDueMemberships } from '../modules/group/index.ts';
import { refreshIntegrations } from '../modules/integration/index.ts';
import { deliverMessages } from '../modules/message/index.ts';
import { queueDueNotifications } from '../modules/notification/index.ts';
import { removeExpiredSessions } from '../modules/session/index.ts';
import type { BuiltInJobs } from '../modules/task/index.ts';

const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** The verbs that built-in tasks run, by the type of the task. */
export const BUILT_IN_JOBS: BuiltInJobs = {
  audit_log_cleanup: async (ctx) => {
    const { erased, before } = await cleanUpAuditLog(ctx);
    return `${counted(erased, 'record')} older than ${before.toISOString()} erased`;
  },
  saml_session_cleanup: async (ctx) => `${counted(await removeExpiredSessions(ctx), 'expired session')} removed`,
  agent_token_cleanup: async (ctx) => `${counted(await removeEndedApiTokens(ctx), 'ended API token')} removed`,
  membership_expiry: async (ctx, { signal }) => {
    const ended = await endDueMemberships(ctx, signal);
    return ended === 0 ? 'no membership was overdue' : `${counted(ended, 'overdue membership')} ended`;
  },
  user_message_delivery: async (ctx, { signal }) => {
    await queueDueNotifications(ctx);
    const { sent, failed, waiting, reason } = await deliverMessages(ctx, signal);
    if (sent + failed + waiting === 0) return 'no message was due';
    const told = `${counted(sent, 'message')} sent, ${failed} failed, ${waiting} waiting`;
    return reason === null ? told : `${told}: ${reason}`;
  },
  preset_cache_refresh: async (ctx, { log }) => {
    const { compiled, problems } = await refreshIntegrations(ctx);
    for (const { integrationId, problem } of problems) log(`${integrationId} cannot fire: ${problem}`);
    return `${counted(compiled, 'integration')} compiled, ${problems.length} cannot fire`;
  },
};
