import type { TxContext } from '../../transaction.ts';
import type { EventData } from '../event/index.ts';
import type { MfaMethodRow } from './internal.ts';

/** The payload of MFA events. */
export async function mfaData({ tx, tenantId }: TxContext, method: MfaMethodRow): Promise<EventData<'mfa.enrolled'>> {
  const user = await tx.prisma.user.findUniqueOrThrow({ where: { tenantId_id: { tenantId, id: method.userId } } });
  return {
    resource_type: 'mfa_method',
    user_id: user.id,
    user_email: user.email,
    user_name: user.username,
    user_first_name: user.firstName,
    user_last_name: user.lastName,
    method_id: method.id,
    method_type: method.type.toLowerCase(),
  };
}
