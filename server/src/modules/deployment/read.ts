import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import type { SigningKeyFacts } from '../../platform/keys/index.ts';

/** What whoever runs this deployment has set, as far as its tenants should know. */
export interface DeploymentFacts {
  /** Null: this deployment sends no mail. */
  mailFrom: string | null;
  eventRetentionDays: number;
  deliveryRetentionDays: number;
  runRetentionDays: number;
  auditRetentionDays: number;
  runsPerTenant: number;
  flowsPerTenant: number;
}

export function readDeployment(ctx: Context): DeploymentFacts {
  requireScope(ctx, 'tenant:read');
  const { smtpUrl, mailFrom, ...config } = ctx.config;
  const { eventRetentionDays, deliveryRetentionDays, runRetentionDays, auditRetentionDays } = config;
  const { runsPerTenant, flowsPerTenant } = config;
  return {
    mailFrom: smtpUrl && mailFrom ? mailFrom : null,
    ...{ eventRetentionDays, deliveryRetentionDays, runRetentionDays, auditRetentionDays },
    ...{ runsPerTenant, flowsPerTenant },
  };
}

/** The keys that sign access tokens and the heads of audit logs, the newest first. */
export function listSigningKeys(ctx: Context): SigningKeyFacts[] {
  requireScope(ctx, 'tenant:read');
  return ctx.keys.tokens.describeKeys();
}
