import { PrismaClient, PrismaPg } from '@joinery/prisma';
import { type HeldConnection, holdConnection } from './held-connection.ts';
import { openPools, type Pools } from './pools.ts';
import type { Sql } from './sql.ts';
import { createStatementNames } from './statement-names.ts';
import { inOneTrip, inSqlTransaction, inTenant, type PrismaTransaction, type SqlTransaction } from './transaction.ts';

export { containing } from './containing.ts';
export type { HeldConnection } from './held-connection.ts';
export { inSpan } from './in-span.ts';
export { jsonArray } from './json-array.ts';
export { joinSql, type Sql, sql } from './sql.ts';
export type { PrismaTransaction, SqlTransaction } from './transaction.ts';

export interface Database {
  /** One tenant's transaction with Prisma. Another tenant's rows do not exist in it. */
  tenant<T>(tenantId: string, work: (tx: PrismaTransaction) => Promise<T>): Promise<T>;
  /** One tenant's transaction on a plain connection, for hot statements. */
  tenantSql<T>(tenantId: string, work: (tx: SqlTransaction) => Promise<T>): Promise<T>;
  /** One tenant's transaction of one statement, in a single trip. Answers its rows. */
  tenantOnce<Row>(tenantId: string, statement: Sql): Promise<Row[]>;
  /** A transaction across tenants, with the narrow grants of `joinery_system`. */
  system<T>(work: (tx: SqlTransaction) => Promise<T>): Promise<T>;
  /** One across tenants of one statement, in a single trip. Answers its rows. */
  systemOnce<Row>(statement: Sql): Promise<Row[]>;
  /** A connection for transactions across tenants that must begin at once. */
  hold(): HeldConnection;
  readonly pools: Pools;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  url: string;
  poolSize: number;
  onIdleError(error: Error): void;
}

export function openDatabase({ url, poolSize, onIdleError }: DatabaseOptions): Database {
  const pools = openPools({ url, size: poolSize, onIdleError });
  const nameOf = createStatementNames('prisma');
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pools.app, { statementNameGenerator: ({ sql }) => nameOf(sql) ?? '' }),
  });
  return {
    pools,
    tenant: (tenantId, work) => inTenant(prisma, tenantId, work),
    tenantSql: (tenantId, work) => inSqlTransaction(pools.app, tenantId, work),
    tenantOnce: (tenantId, statement) => inOneTrip(pools.app, tenantId, statement),
    system: (work) => inSqlTransaction(pools.system, null, work),
    systemOnce: (statement) => inOneTrip(pools.system, null, statement),
    hold: () => holdConnection(pools.system),
    close: async () => {
      await prisma.$disconnect();
      await pools.close();
    },
  };
}
