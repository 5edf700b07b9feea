import type { AuditEntry } from '../audit/index.ts';
import type { FederatedIdentityRow, FederatedProviderRow } from './internal.ts';

export function providerTarget({ id, name }: FederatedProviderRow): AuditEntry['target'] {
  return { type: 'federated_provider', id, name };
}

/** How the audit log names an identity: its user, whom it lets in. */
export function identityTarget(user: { id: string; email: string }, provider: FederatedProviderRow) {
  return { type: 'federated_identity', id: user.id, name: `${user.email} at ${provider.name}` };
}

export function identityFacts({ providerId, subject, userId }: FederatedIdentityRow) {
  return { providerId, subject, userId };
}
