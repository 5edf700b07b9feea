import type { Context } from '../../context.ts';
import type { SecretOwner } from '../../platform/keys/index.ts';
import type { SecretKind } from './kind.ts';

/** What a value's seal is bound to. The name is a part of it: two values of one owner cannot change places either. */
export function ownerOf({ tenantId }: Context, kind: SecretKind, ownerId: string, name: string): SecretOwner {
  return { tenantId, kind, ownerId, name };
}
