'use client';

import { Text } from '@mantine/core';
import { ConfirmAct } from '@/components/confirm-act';
import { type BulkAct, type Column, DataList, FilterSelect, timeColumn } from '@/components/data-list';
import { SectionCard } from '@/components/section-card';
import { StatusBadge } from '@/components/status-badge';
import { TimeText } from '@/components/time-text';
import { callApi, useApiMutation } from '@/lib/api';
import type { ApiTokensQuery } from '../../../generated/graphql';
import { apiTokensQuery, revokeApiTokenMutation } from './account.documents';
import { CreateTokenButton } from './create-token-button';
import { scopeInWords } from './scope-in-words';
import { TOKEN_STATES, tokenListing } from './token-listing';

type Token = ApiTokensQuery['apiTokens']['nodes'][number];

const COLUMNS: readonly Column<Token>[] = [
  {
    key: 'name',
    title: 'Name',
    sortField: 'NAME',
    render: ({ name, scopes, lastUsedAt, expiresAt }) => (
      <>
        <Text size="sm" fw={500} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Text>
        <Text size="xs" c="dimmed">
          May {scopes.map(scopeInWords).join(', ')}
        </Text>
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          used <TimeText value={lastUsedAt} empty="never" /> · ends <TimeText value={expiresAt} empty="never" />
        </Text>
      </>
    ),
    csv: ({ name }) => name,
  },
  timeColumn('created', 'Created', ({ createdAt }) => createdAt, { sortField: 'CREATED_AT', width: 120 }),
  timeColumn('used', 'Used', ({ lastUsedAt }) => lastUsedAt, {
    sortField: 'LAST_USED_AT',
    empty: 'Never',
    width: 120,
  }),
  timeColumn('ends', 'Ends', ({ expiresAt }) => expiresAt, { sortField: 'EXPIRES_AT', empty: 'Never', width: 120 }),
  {
    key: 'revoke',
    title: 'Revoke',
    isTitleHidden: true,
    width: 110,
    render: (token) => (token.revokedAt ? <StatusBadge status="REVOKED" /> : <RevokeToken token={token} />),
  },
];

const REVOKE: BulkAct<Token> = {
  label: 'Revoke',
  color: 'red',
  describe: (rows) =>
    `Whatever uses ${rows.length === 1 ? 'this token' : `these ${rows.length} tokens`} is refused within seconds. It cannot be brought back.`,
  run: ({ id }) => callApi(revokeApiTokenMutation, { id }),
};

/** Credentials of scripts and services that act as the person. */
export function TokensCard() {
  return (
    <SectionCard
      title="API tokens"
      text="For scripts and services. Each acts as you, within what you let it do."
      actions={<CreateTokenButton />}
    >
      <DataList
        listing={tokenListing}
        noun="tokens"
        columns={COLUMNS}
        nameOf={({ name }) => name}
        searchLabel="Search tokens"
        filters={<FilterSelect name="state" label="Usable" options={TOKEN_STATES} />}
        bulkActs={[REVOKE]}
        empty={{ title: 'No tokens yet', text: 'Make one for each script or service, with no more than it needs.' }}
      />
    </SectionCard>
  );
}

function RevokeToken({ token: { id, name } }: { token: Token }) {
  const revoke = useApiMutation(revokeApiTokenMutation, { invalidates: [apiTokensQuery] });
  return (
    <ConfirmAct
      label="Revoke"
      title={`Revoke ${name}?`}
      buttonProps={{ size: 'xs', 'aria-label': `Revoke ${name}` }}
      onConfirm={() => revoke.mutateAsync({ id })}
    >
      Whatever uses this token is refused within seconds. It cannot be brought back.
    </ConfirmAct>
  );
}
