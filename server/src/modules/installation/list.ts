import type { Prisma } from '@joinery/prisma';
import { requireScope } from '../../access.ts';
import type { Context } from '../../context.ts';
import { type Page, type PageInput, paginate } from '../../pagination.ts';
import { containing } from '../../platform/db/index.ts';
import { transaction } from '../../transaction.ts';
import { getInstallation, type InstallationRow, toInstallationRow, WITH_NAMES } from './internal.ts';

/** A page of the tenant's installations, the oldest first. `text` is a part of the plugin's name or key, in any case. */
export function listInstallations(
  ctx: Context,
  { page, text }: { page: PageInput; text?: string | null },
): Promise<Page<InstallationRow>> {
  requireScope(ctx, 'plugin:read');
  const where: Prisma.InstallationWhereInput = text
    ? { plugin: { OR: [{ name: containing(text) }, { key: containing(text) }] } }
    : {};
  return paginate(
    page,
    { field: 'createdAt', direction: 'ASC' },
    (query) =>
      transaction(ctx, async ({ tx }) => {
        const { orderBy, take } = query;
        const asked = { where: { AND: [where, query.where] }, orderBy, take, include: WITH_NAMES };
        return (await tx.prisma.installation.findMany(asked)).map(toInstallationRow);
      }),
    () => transaction(ctx, ({ tx }) => tx.prisma.installation.count({ where })),
  );
}

/** One installation, or NOT_FOUND. */
export function readInstallation(ctx: Context, id: string): Promise<InstallationRow> {
  requireScope(ctx, 'plugin:read');
  return transaction(ctx, (ctx) => getInstallation(ctx, id));
}

/** Installations by their ids, for what refers to them. */
export function installationsById(ctx: Context, ids: string[]): Promise<Map<string, InstallationRow>> {
  return transaction(ctx, async ({ tx }) => {
    const found = await tx.prisma.installation.findMany({ where: { id: { in: ids } }, include: WITH_NAMES });
    return new Map(found.map((row) => [row.id, toInstallationRow(row)]));
  });
}

export type ConsentRow = Prisma.InstallationConsentGetPayload<object>;

/** Who consented to what, the newest first. */
export function consentsOf(ctx: Context, installationIds: string[]): Promise<Map<string, ConsentRow[]>> {
  requireScope(ctx, 'plugin:read');
  return transaction(ctx, async ({ tx }) => {
    const found = await tx.prisma.installationConsent.findMany({
      where: { installationId: { in: installationIds } },
      orderBy: { id: 'desc' },
    });
    return Map.groupBy(found, (consent) => consent.installationId);
  });
}
