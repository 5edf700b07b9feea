import type { Permissions } from '@joinery/plugin-sdk/manifest';
import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../errors.ts';
import { lockRow } from '../../lock-row.ts';
import { sql } from '../../platform/db/index.ts';
import { isUuid } from '../../platform/id.ts';
import type { TxContext } from '../../transaction.ts';

const NAMES = {
  plugin: { select: { id: true, key: true, name: true } },
  pluginVersion: { select: { version: true } },
} as const satisfies Prisma.InstallationInclude;
export const WITH_NAMES = NAMES;

type Payload = Prisma.InstallationGetPayload<{ include: typeof NAMES }>;
export type InstallationRow = Omit<Payload, 'permissions'> & { permissions: Permissions };

export function toInstallationRow(row: Payload): InstallationRow {
  return row as unknown as InstallationRow;
}

/** The installation, by its id, or NOT_FOUND: another tenant's does not exist here. */
export async function getInstallation({ tx, tenantId }: TxContext, id: string): Promise<InstallationRow> {
  const found = isUuid(id)
    ? await tx.prisma.installation.findUnique({ where: { tenantId_id: { tenantId, id } }, include: NAMES })
    : null;
  if (found) return toInstallationRow(found);
  throw new AppError('NOT_FOUND', `there is no installation ${id}`);
}

/** The same, and nobody else changes it until the transaction ends. */
export async function getInstallationToChange(ctx: TxContext, id: string): Promise<InstallationRow> {
  await lockRow(ctx, sql`installations`, id);
  return getInstallation(ctx, id);
}

export function installationTarget({ id, plugin }: InstallationRow) {
  return { type: 'installation', id, name: plugin.key };
}
