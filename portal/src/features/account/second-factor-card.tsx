'use client';

import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ConfirmAct } from '@/components/confirm-act';
import { ErrorState } from '@/components/error-state';
import { PageLoading } from '@/components/page-loading';
import { SectionCard } from '@/components/section-card';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import { apiQuery, useApiMutation } from '@/lib/api';
import type { MfaMethodsQuery } from '../../../generated/graphql';
import { mfaMethodsQuery, removeMfaMethodMutation } from './account.documents';
import { EnrollTotpButton } from './enroll-totp-button';

/** Whether a second factor protects the account. */
export function SecondFactorCard() {
  const { data, error, refetch } = useQuery(apiQuery(mfaMethodsQuery, {}));
  const methods = data?.mfaMethods ?? [];
  return (
    <SectionCard
      title="Second factor"
      text="A code of an app on your phone, asked for beside your password. Whoever learns the password alone cannot sign in."
      actions={<EnrollTotpButton isFirst={methods.length === 0} />}
    >
      {data ? (
        <Methods methods={methods} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <PageLoading />
      )}
    </SectionCard>
  );
}

function Methods({ methods }: { methods: MfaMethodsQuery['mfaMethods'] }) {
  if (methods.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Not set up. Your account is protected by its password alone.
      </Text>
    );
  }
  return (
    <Stack>
      {methods.map((method) => (
        <Method key={method.id} method={method} />
      ))}
    </Stack>
  );
}

function Method({ method }: { method: MfaMethodsQuery['mfaMethods'][number] }) {
  const remove = useApiMutation(removeMfaMethodMutation, { invalidates: [mfaMethodsQuery] });
  const left = method.recoveryCodesLeft;
  return (
    <Group justify="space-between">
      <div>
        <Group gap="xs">
          <Text size="sm" fw={500}>
            Authenticator app
          </Text>
          <StatusBadge status="ACTIVE" />
        </Group>
        <Text size="sm" c="dimmed">
          Set up <TimeText value={method.confirmedAt} /> · {left} {left === 1 ? 'recovery code' : 'recovery codes'} left
        </Text>
      </div>
      <ConfirmAct
        label="Remove"
        title="Remove the second factor?"
        onConfirm={() => remove.mutateAsync({ id: method.id })}
      >
        Signing in asks for your password alone from now on, and the recovery codes are good for nothing.
      </ConfirmAct>
    </Group>
  );
}
