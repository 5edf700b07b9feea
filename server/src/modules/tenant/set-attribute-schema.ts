import { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { invalidInput } from '../../errors.ts';
import { transaction } from '../../transaction.ts';
import { recordAudit } from '../audit/index.ts';
import { AttributeSchema } from './attribute-schema.ts';
import { ownTenant, type TenantRow } from './internal.ts';

/**
 * Sets the JSON Schema that attributes of users must satisfy when they are written, or lifts it with null. Users who
 * do not satisfy it stay as they are until their next change. INVALID_INPUT names the keyword that is not allowed.
 */
export function setAttributeSchema(ctx: Context, { schema }: { schema: unknown }): Promise<TenantRow> {
  requireScope(ctx, 'tenant:write');
  const attributeSchema = schema === null || schema === undefined ? null : parseSchema(schema);
  return transaction(ctx, async (ctx) => {
    const before = await ownTenant(ctx);
    const tenant = await ctx.tx.prisma.tenant.update({
      where: { id: ctx.tenantId },
      data: { attributeSchema: (attributeSchema as Prisma.InputJsonValue | null) ?? Prisma.DbNull },
    });
    recordAudit(ctx, {
      action: 'tenant.attribute_schema_set',
      target: { type: 'tenant', id: tenant.id, name: tenant.name },
      detail: { old: before.attributeSchema, new: attributeSchema },
    });
    return tenant;
  });
}

function parseSchema(schema: unknown): AttributeSchema {
  const parsed = AttributeSchema.safeParse(schema);
  if (parsed.success) return parsed.data;
  throw invalidInput(
    parsed.error.issues.map(({ path, message }) => ({ path: ['schema', ...path].join('.'), message })),
  );
}
