'use client';

import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ConfirmAct } from '@/components/confirm-act';
import { ErrorState } from '@/components/error-state';
import { PageLoading } from '@/components/page-loading';
import { SectionCard } from '@/components/section-card';
import { TimeText } from '@/components/time-text';
import { apiQuery, useApiMutation } from '@/lib/api';
import type { ApiTokensQuery } from '../../../generated/graphql';
import { apiTokensQuery, revokeApiTokenMutation } from './account.documents';
import { CreateTokenButton } from './create-token-button';
import { scopeInWords } from './scope-in-words';
import { SHOWN } from './shown';

type Token = ApiTokensQuery['apiTokens']['nodes'][number];

/** Credentials of scripts and services that act as the person. */
export function TokensCard() {
  const { data, error, refetch } = useQuery(apiQuery(apiTokensQuery, SHOWN));
  return (
    <SectionCard
      title="API tokens"
      text="For scripts and services. Each acts as you, within what you let it do."
      actions={<CreateTokenButton />}
    >
      {data ? (
        <Tokens tokens={data.apiTokens.nodes.filter(({ revokedAt }) => !revokedAt)} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <PageLoading />
      )}
    </SectionCard>
  );
}

function Tokens({ tokens }: { tokens: readonly Token[] }) {
  if (tokens.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        None yet.
      </Text>
    );
  }
  return (
    <Stack>
      {tokens.map((token) => (
        <TokenRow key={token.id} token={token} />
      ))}
    </Stack>
  );
}

function TokenRow({ token }: { token: Token }) {
  const revoke = useApiMutation(revokeApiTokenMutation, { invalidates: [apiTokensQuery] });
  const { id, name, scopes, createdAt, lastUsedAt, expiresAt } = token;
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap">
      <div style={{ minWidth: 0 }}>
        <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Text size="sm" c="dimmed">
          May {scopes.map(scopeInWords).join(', ')}
        </Text>
        <Text size="xs" c="dimmed">
          Created <TimeText value={createdAt} /> · used <TimeText value={lastUsedAt} empty="never" /> · ends{' '}
          <TimeText value={expiresAt} empty="never" />
        </Text>
      </div>
      <ConfirmAct label="Revoke" title={`Revoke ${name}?`} onConfirm={() => revoke.mutateAsync({ id })}>
        Whatever uses this token is refused within seconds. It cannot be brought back.
      </ConfirmAct>
    </Group>
  );
}
