'use client';

import { ConfirmAct } from '@/components/confirm-act';
import { useTimelineRefresh } from '@/features/timeline';
import { useApiMutation } from '@/lib/api';
import type { SignInWay } from './sign-in-way';
import {
  removeSecondFactorMutation,
  revokePersonTokenMutation,
  signInWaysQuery,
  unlinkIdentityMutation,
} from './sign-in-ways.documents';

const LABELS: Readonly<Record<SignInWay['kind'], string>> = { factor: 'Remove', identity: 'Unlink', token: 'Revoke' };

/** Ends one of the ways, for who has lost it or must not have it. */
export function EndWay({ way: { id, kind, name, providerId, subject } }: { way: SignInWay }) {
  const options = { invalidates: [signInWaysQuery], onSettled: useTimelineRefresh() };
  const remove = useApiMutation(removeSecondFactorMutation, options);
  const unlink = useApiMutation(unlinkIdentityMutation, options);
  const revoke = useApiMutation(revokePersonTokenMutation, options);
  if (kind === 'identity' && (!providerId || !subject)) return null;
  const end = {
    factor: () => remove.mutateAsync({ id }),
    identity: () => unlink.mutateAsync({ providerId: providerId ?? '', subject: subject ?? '' }),
    token: () => revoke.mutateAsync({ id }),
  };
  const label = LABELS[kind];
  return (
    <ConfirmAct
      label={label}
      title={`${label} ${name}?`}
      buttonProps={{ size: 'xs', 'aria-label': `${label} ${name}` }}
      onConfirm={end[kind]}
    >
      {WORDS[kind]}
    </ConfirmAct>
  );
}

const WORDS: Readonly<Record<SignInWay['kind'], string>> = {
  factor: 'Signing in asks for the password alone from now on, until the person sets up another second factor.',
  identity: 'Scripts and chains that look for the person by this name find nobody any more.',
  token: 'Whatever uses this token is refused within seconds. It cannot be brought back.',
};
