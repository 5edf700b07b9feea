import type { Context } from './context.ts';
import type { PrismaTransaction, SqlTransaction } from './platform/db/index.ts';

/** A context inside a transaction of its tenant. Verbs that are called with one join it. */
export type TxContext = Context & { readonly tx: PrismaTransaction };
/** The same on a plain connection, for hot verbs. */
export type SqlTxContext = Context & { readonly tx: SqlTransaction };

/** Runs a verb's work in one transaction: change, event and audit row commit together or not at all. */
export function transaction<T>(ctx: Context | TxContext, work: (ctx: TxContext) => Promise<T>): Promise<T> {
  if ('tx' in ctx) return work(ctx);
  return ctx.db.tenant(ctx.tenantId, (tx) => work({ ...ctx, tx }));
}

export function sqlTransaction<T>(ctx: Context | SqlTxContext, work: (ctx: SqlTxContext) => Promise<T>): Promise<T> {
  if ('tx' in ctx) return work(ctx);
  return ctx.db.tenantSql(ctx.tenantId, (tx) => work({ ...ctx, tx }));
}
