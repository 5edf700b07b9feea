import type { Context } from '../../context.ts';
import { AppError } from '../../errors.ts';
import { type AuditEntry, recordAudit } from './record.ts';

/**
 * Does something whose refusal is to be seen in the audit log, too: the refused transaction takes its own rows with it,
 * so the refusal is written in one of its own. `entry` is asked when it is known how far it came.
 */
export async function auditRefusal<T>(ctx: Context, entry: () => AuditEntry, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) {
      const { code, reason, message } = error;
      const { detail, ...rest } = entry();
      const refused = { code, message, ...(reason ? { reason } : {}) };
      await ctx.db.tenantSql(ctx.tenantId, async (tx) => {
        recordAudit({ ...ctx, tx }, { ...rest, outcome: 'failed', detail: { ...detail, refused } });
      });
    }
    throw error;
  }
}
