import type { Prisma } from '@joinery/prisma';
import { AppError } from '../../../errors.ts';
import { isUuid } from '../../../platform/id.ts';
import type { TxContext } from '../../../transaction.ts';

export type PublisherRow = Prisma.PublisherGetPayload<object>;
export type PublisherKeyRow = Prisma.PublisherKeyGetPayload<object>;

/** A publisher of this tenant, or NOT_FOUND: others are shown, and are nobody else's to act for. */
export async function getOwnPublisher({ tx, tenantId }: TxContext, id: string): Promise<PublisherRow> {
  const found = isUuid(id)
    ? await tx.prisma.publisher.findFirst({ where: { id, ownerTenantId: tenantId } })
    : await tx.prisma.publisher.findFirst({ where: { slug: id, ownerTenantId: tenantId } });
  if (found) return found;
  throw new AppError('NOT_FOUND', `there is no publisher ${id} of this tenant`);
}

/** A key of a publisher of this tenant, or NOT_FOUND. */
export async function getOwnKey({ tx, tenantId }: TxContext, id: string): Promise<PublisherKeyRow> {
  const found = isUuid(id) ? await tx.prisma.publisherKey.findFirst({ where: { id, ownerTenantId: tenantId } }) : null;
  if (found) return found;
  throw new AppError('NOT_FOUND', `there is no publisher key ${id} of this tenant`);
}

export function publisherTarget({ id, slug }: PublisherRow) {
  return { type: 'publisher', id, name: slug };
}

export function keyTarget({ id, name }: PublisherKeyRow) {
  return { type: 'publisher_key', id, name };
}
