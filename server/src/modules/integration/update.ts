import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { type TxContext, transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { countEvents } from '../event/index.ts';
import { listSecretNames, putSecrets } from '../secret/index.ts';
import { announceChange } from './announce-change.ts';
import { changesForAudit } from './audit-detail.ts';
import { refuseUnknownTasks } from './check/known-tasks.ts';
import { refuseImpossibleFlows } from './check/possible-flows.ts';
import { type Draft, draftIntegration } from './draft.ts';
import { UpdateIntegration } from './integration.input.ts';
import { countMissedDeliveries } from './integration.sql.ts';
import { getIntegration, type IntegrationRow, toIntegrationRow, toJson } from './internal.ts';

/** An integration after a change; `missedEvents` only when the change has enabled it. */
export type UpdatedIntegration = IntegrationRow & { missedEvents: number | null };

/** Changes an integration. To enable it is to forget its failures; what it missed meanwhile is counted. */
export function updateIntegration(ctx: Context, id: string, input: unknown): Promise<UpdatedIntegration> {
  requireScope(ctx, 'integration:write');
  const { name, description, enabled, ...wanted } = parseInput(UpdateIntegration, input);
  return transaction(ctx, async (ctx) => {
    const { tenantId, tx } = ctx;
    await announceChange(ctx);
    const before = await getIntegration(ctx, id);
    const actionSecretNames = await listSecretNames(ctx, 'integration_action', id);
    const draft = draftIntegration(wanted, { ...before, actionSecretNames });
    if (wanted.actions) await refuseUnknownTasks(ctx, draft.actions);
    if (wanted.actions || wanted.eventTypes) await refuseImpossibleFlows(ctx, draft);
    const updated = await tx.prisma.integration.update({
      where: { tenantId_id: { tenantId, id } },
      data: {
        ...(name == null ? {} : { name }),
        ...(description == null ? {} : { description }),
        ...toColumns(draft),
        ...switched(ctx, before, enabled ?? undefined),
        version: { increment: 1 },
      },
    });
    const after = toIntegrationRow(updated);
    await putSecrets(ctx, 'integration_action', id, draft.actionSecrets);
    const detail = { changes: changesForAudit(before, after), secretsChanged: Object.keys(draft.actionSecrets) };
    recordAudit(ctx, { action: 'integration.updated', target: { type: 'integration', id, name: after.name }, detail });
    return { ...after, missedEvents: await countMissed(ctx, before, after) };
  });
}

function toColumns({ eventTypes, conditions, actions }: Draft) {
  return { eventTypes, conditions: toJson(conditions), actions: toJson(actions) };
}

function switched(
  { actor, clock }: Context,
  before: IntegrationRow,
  enabled: boolean | undefined,
): Prisma.IntegrationUpdateInput {
  if (enabled === undefined) return {};
  if (enabled) return { enabled, failingSince: null, warnedAt: null, disabledAt: null, disabledReason: null };
  if (!before.enabled) return {};
  return { enabled, disabledAt: clock.now(), disabledReason: `by ${actor.email ?? 'Joinery'}` };
}

/** Events that waited for it or that it would have listened to since it was disabled; replayMissing can still send them. */
async function countMissed(ctx: TxContext, before: IntegrationRow, after: IntegrationRow): Promise<number | null> {
  if (before.enabled || !after.enabled || !before.disabledAt) return null;
  const unheard = await countEvents(ctx, { types: after.eventTypes, since: before.disabledAt });
  return unheard + (await countMissedDeliveries(ctx.tx, ctx.tenantId, after.id));
}
