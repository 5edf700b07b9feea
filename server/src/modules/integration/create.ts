import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { parseInput } from '../../parse-input.ts';
import { newId } from '../../platform/id.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { putSecrets } from '../secret/index.ts';
import { announceChange } from './announce-change.ts';
import { settingsForAudit } from './audit-detail.ts';
import { refuseUnknownTasks } from './check/known-tasks.ts';
import { refuseImpossibleFlows } from './check/possible-flows.ts';
import { draftIntegration, NOTHING } from './draft.ts';
import { CreateIntegration } from './integration.input.ts';
import { type IntegrationRow, toIntegrationRow, toJson } from './internal.ts';
import { newSigningSecret } from './secrets/signing-secret.ts';

/** Creates an integration with a signing secret of its own. INVALID_INPUT names every wrong place. */
export function createIntegration(ctx: Context, input: unknown): Promise<IntegrationRow> {
  requireScope(ctx, 'integration:write');
  const { name, description, enabled, ...wanted } = parseInput(CreateIntegration, input);
  const { eventTypes, conditions, actions, actionSecrets } = draftIntegration(wanted, NOTHING);
  return transaction(ctx, async (ctx) => {
    const { tenantId, tx } = ctx;
    await announceChange(ctx);
    await refuseUnknownTasks(ctx, actions);
    await refuseImpossibleFlows(ctx, { eventTypes, actions });
    const id = newId();
    const settings = {
      name,
      description,
      enabled,
      eventTypes,
      conditions: toJson(conditions),
      actions: toJson(actions),
    };
    const row = toIntegrationRow(await tx.prisma.integration.create({ data: { tenantId, id, ...settings } }));
    await putSecrets(ctx, 'integration_action', id, actionSecrets);
    await putSecrets(ctx, 'webhook_signing', id, { current: newSigningSecret() });
    recordAudit(ctx, {
      action: 'integration.created',
      target: { type: 'integration', id, name },
      detail: settingsForAudit(row),
    });
    return row;
  });
}
