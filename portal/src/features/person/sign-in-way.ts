import type { PersonSignInWaysQuery } from '../../../generated/graphql';

/** Something by which a person, or what acts for them, is let in; and by which other directories know them. */
export interface SignInWay {
  readonly id: string;
  readonly kind: 'factor' | 'identity' | 'token';
  readonly name: string;
  readonly detail: string;
  readonly since: string;
  /** Of an identity. */
  readonly providerId?: string;
  readonly subject?: string;
  readonly usedAt?: string | null;
  readonly endsAt?: string | null;
}

export function signInWaysOf({ user, mfaMethods, apiTokens }: PersonSignInWaysQuery): SignInWay[] {
  const factors = mfaMethods.map(({ id, confirmedAt, recoveryCodesLeft: left }) => ({
    id,
    kind: 'factor' as const,
    name: 'Authenticator app',
    detail: `Second factor, ${left} ${left === 1 ? 'recovery code' : 'recovery codes'} left`,
    since: confirmedAt,
  }));
  const identities = user.federatedIdentities.map(({ subject, createdAt, provider }) => ({
    id: `${provider?.id} ${subject}`,
    kind: 'identity' as const,
    name: provider?.name ?? 'A provider that is gone',
    detail: `Knows the person as ${subject}`,
    since: createdAt,
    subject,
    ...(provider ? { providerId: provider.id } : {}),
  }));
  const tokens = apiTokens.nodes.map(({ id, name, createdAt, expiresAt, lastUsedAt }) => ({
    id,
    kind: 'token' as const,
    name,
    detail: 'API token',
    since: createdAt,
    usedAt: lastUsedAt ?? null,
    endsAt: expiresAt ?? null,
  }));
  return [...factors, ...identities, ...tokens];
}
