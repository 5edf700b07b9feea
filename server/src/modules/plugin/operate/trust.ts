import { AppError } from '../../../errors.ts';
import { sql } from '../../../platform/db/index.ts';
import { asOperator, type OperatorServices } from './as-operator.ts';

/** Says whether a public publisher's versions are let in without approving each. NOT_FOUND where there is none of the slug. */
export function setPublisherTrust(services: OperatorServices, slug: string, isTrusted: boolean): Promise<void> {
  return asOperator(services, async (tx, audit) => {
    const [publisher] = await tx.query<{ id: string; owner_tenant_id: string | null }>(sql`
      UPDATE publishers SET is_trusted = ${isTrusted} WHERE tenant_id IS NULL AND slug = ${slug}
      RETURNING id, owner_tenant_id`);
    if (!publisher) throw new AppError('NOT_FOUND', `there is no public publisher ${slug}`);
    audit(publisher.owner_tenant_id, {
      action: isTrusted ? 'publisher.trusted' : 'publisher.distrusted',
      target: { type: 'publisher', id: publisher.id, name: slug },
    });
  });
}
