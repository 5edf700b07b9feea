import type { RunTrigger } from '@joinery/prisma';

const NAMES = { SCHEDULE: 'cron', MANUAL: 'manual', APPLY_PLAN: 'plan' } as const;

/** What has set a run off, as events and the API say it: `cron`, `manual`, `plan` or `integration:<name>`. */
export function triggeredBy(run: { trigger: RunTrigger; integrationName: string | null }): string {
  return run.trigger === 'INTEGRATION' ? `integration:${run.integrationName ?? ''}` : NAMES[run.trigger];
}
