import { Prisma } from '@joinery/prisma';

/**
 * A statement with its values apart: `` sql`SELECT … WHERE id = ${id}` ``. The same object runs in a Prisma
 * transaction and on a plain connection.
 */
export type Sql = Prisma.Sql;
export const { sql, join: joinSql } = Prisma;
