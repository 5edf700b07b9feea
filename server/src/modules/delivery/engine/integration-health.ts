import { systemContext } from '../../../context.ts';
import type { Services } from '../../../services.ts';
import { sqlTransaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { recordEvent } from '../../event/index.ts';
import type { CompiledIntegration } from '../../integration/index.ts';
import { clearFailing, disableFailing, markFailing, markWarned } from './integration-health.sql.ts';
import type { SendResult } from './send.ts';

const DAY_MS = 24 * 3600 * 1000;
/** An integration that does nothing but fail for this long is turned off. */
const DISABLE_AFTER_MS = 5 * DAY_MS;
/** Before that, its tenant is warned: after a day, and once a day from then on. */
const WARN_AFTER_MS = DAY_MS;
/** Nothing may have happened for days between two failures: it is not turned off sooner than this after a warning. */
const LEAST_NOTICE_MS = DAY_MS / 2;

export interface IntegrationHealth {
  /** Takes note of what came of a send. Cheap while nothing changes; writes in the background when it does. */
  note(integration: CompiledIntegration, result: SendResult): void;
  stop(): Promise<void>;
}

/**
 * Watches for integrations that have begun to fail, have recovered, or have failed for too long. The state is in the
 * integration's row; each change of it raises the tenant's integration version, so that every worker sees it.
 */
export function createIntegrationHealth(services: Services): IntegrationHealth {
  const underWay = new Map<string, Promise<void>>();

  const once = (integration: CompiledIntegration, change: () => Promise<void>) => {
    if (underWay.has(integration.id)) return;
    const running = change()
      .catch((error) =>
        services.log.warn(
          { err: error, integrationId: integration.id },
          'its health is not written; the next send tries again',
        ),
      )
      .finally(() => underWay.delete(integration.id));
    underWay.set(integration.id, running);
  };

  return {
    note: (integration, result) => {
      if (result.outcome === 'deferred') return;
      const change = changeOf(services, integration, result);
      if (change) once(integration, change);
    },
    stop: async () => {
      await Promise.all(underWay.values());
    },
  };
}

function changeOf(
  services: Services,
  integration: CompiledIntegration,
  result: SendResult,
): (() => Promise<void>) | undefined {
  const { failingSince } = integration;
  if (result.outcome === 'success') return failingSince ? () => recovered(services, integration) : undefined;
  if (result.outcome === 'failure' && result.isGone) return () => isGone(services, integration);
  if (!failingSince) return () => beginsToFail(services, integration);
  const failingMs = services.clock.now().getTime() - failingSince.getTime();
  if (failingMs >= DISABLE_AFTER_MS) return () => failedTooLong(services, integration, failingSince);
  if (failingMs >= WARN_AFTER_MS) return () => warned(services, integration, failingSince);
  return undefined;
}

function recovered(services: Services, { tenantId, id }: CompiledIntegration): Promise<void> {
  return sqlTransaction(systemContext(services, tenantId, 'integration-health'), (ctx) => clearFailing(ctx.tx, id));
}

function beginsToFail(services: Services, { tenantId, id }: CompiledIntegration): Promise<void> {
  const now = services.clock.now();
  return sqlTransaction(systemContext(services, tenantId, 'integration-health'), (ctx) => markFailing(ctx.tx, id, now));
}

async function failedTooLong(services: Services, integration: CompiledIntegration, failingSince: Date): Promise<void> {
  const warnedBefore = new Date(services.clock.now().getTime() - LEAST_NOTICE_MS);
  const reason = 'nothing but failures for five days';
  if (!(await disabled(services, integration, { reason, warnedBefore }))) {
    await warned(services, integration, failingSince);
  }
}

async function isGone(services: Services, integration: CompiledIntegration): Promise<void> {
  await disabled(services, integration, { reason: 'the receiver answered 410 Gone', warnedBefore: null });
}

function warned(services: Services, { tenantId, id, name }: CompiledIntegration, failingSince: Date): Promise<void> {
  const now = services.clock.now();
  return sqlTransaction(systemContext(services, tenantId, 'integration-health'), async (ctx) => {
    if (!(await markWarned(ctx.tx, id, now, new Date(now.getTime() - WARN_AFTER_MS)))) return;
    const disablesAt = Math.max(failingSince.getTime() + DISABLE_AFTER_MS, now.getTime() + LEAST_NOTICE_MS);
    recordEvent(ctx, 'integration.failing', {
      resource_type: 'integration',
      integration_id: id,
      integration_name: name,
      failing_since: failingSince.toISOString(),
      disables_at: new Date(disablesAt).toISOString(),
    });
  });
}

/** Answers whether it was turned off now. */
function disabled(
  services: Services,
  { tenantId, id, name, failingSince }: CompiledIntegration,
  { reason, warnedBefore }: { reason: string; warnedBefore: Date | null },
): Promise<boolean> {
  const now = services.clock.now();
  return sqlTransaction(systemContext(services, tenantId, 'integration-health'), async (ctx) => {
    const cancelled = await disableFailing(ctx.tx, id, { now, reason, warnedBefore });
    if (cancelled === null) return false;
    const eventId = recordEvent(ctx, 'integration.disabled', {
      resource_type: 'integration',
      integration_id: id,
      integration_name: name,
      failing_since: failingSince?.toISOString() ?? null,
      disabled_reason: reason,
    });
    recordAudit(ctx, {
      action: 'integration.disabled',
      target: { type: 'integration', id, name },
      detail: { reason },
      eventId,
    });
    ctx.tx.afterCommit(() => {
      ctx.metrics.deliveries.inc('cancelled', cancelled);
      ctx.signals.raise('integrations', [tenantId]);
      ctx.signals.raise('deliveries', [tenantId]);
    });
    return true;
  });
}
