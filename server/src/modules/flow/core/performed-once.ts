import { sql } from '../../../platform/db/index.ts';
import { transaction } from '../../../transaction.ts';
import { done, type StepResult } from '../step-result.ts';
import type { StepScope } from './performer.ts';

/**
 * Performs a change of the directory in one transaction with the note of what it has come to: when the worker dies before
 * the flow goes on, whoever takes the step up finds its output, what it was before included, and knows of what is so
 * already that it was not this step's doing.
 */
export function performedOnce(
  scope: StepScope,
  perform: (scope: StepScope) => Promise<StepResult>,
): Promise<StepResult> {
  const { tenantId } = scope.ctx;
  const { id } = scope.step;
  return transaction(scope.ctx, async (ctx) => {
    const [noted] = await ctx.tx.query<{ output: unknown }>(
      sql`SELECT output FROM action_flow_steps WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid FOR UPDATE`,
    );
    if (noted && noted.output !== null) return done('changed', noted.output);
    const result = await perform({ ...scope, ctx });
    if (result.kind !== 'done') return result;
    if (result.outcome !== 'changed') return { ...result, isExact: true };
    await ctx.tx.execute(
      sql`UPDATE action_flow_steps SET output = ${JSON.stringify(result.output)}::jsonb
          WHERE tenant_id = ${tenantId}::uuid AND id = ${id}::uuid`,
    );
    return result;
  });
}
