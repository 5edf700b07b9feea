import { requireScope } from '../../../access.ts';
import type { Context } from '../../../context.ts';
import { AppError } from '../../../errors.ts';
import { parseInput } from '../../../parse-input.ts';
import { refuseDuplicate } from '../../../platform/db/unique.ts';
import { newId } from '../../../platform/id.ts';
import { transaction } from '../../../transaction.ts';
import { recordAudit } from '../../audit/index.ts';
import { type PublisherRow, publisherTarget } from './internal.ts';
import { CreatePublisher } from './publisher.input.ts';

/** Creates a publisher of this tenant. CONFLICT when the slug is taken. Only the deployment's operator makes it trusted. */
export function createPublisher(ctx: Context, input: unknown): Promise<PublisherRow> {
  requireScope(ctx, 'plugin:publish');
  const { name, slug, isPrivate } = parseInput(CreatePublisher, input);
  return transaction(ctx, async (ctx) => {
    const { tx, tenantId } = ctx;
    const taken = `there is a publisher ${slug} already`;
    // A private slug that is also a public one would have manifests mean two publishers.
    const other = await tx.prisma.publisher.findFirst({ where: { slug }, select: { id: true } });
    if (other) throw new AppError('CONFLICT', taken, { fields: [{ path: 'slug', message: taken }] });
    const created = tx.prisma.publisher.create({
      data: { id: newId(), name, slug, tenantId: isPrivate ? tenantId : null, ownerTenantId: tenantId },
    });
    const publisher = await refuseDuplicate(created, { slug: taken });
    recordAudit(ctx, {
      action: 'publisher.created',
      target: publisherTarget(publisher),
      detail: { new: { name, slug, is_private: isPrivate } },
    });
    return publisher;
  });
}
