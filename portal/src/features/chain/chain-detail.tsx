'use client';

import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { ConfirmAct } from '@/components/confirm-act';
import { ErrorState } from '@/components/error-state';
import { LinkButton } from '@/components/link-button';
import { LinkText } from '@/components/link-text';
import { NotFound } from '@/components/not-found';
import { PageHeader } from '@/components/page-header';
import { PageLoading } from '@/components/page-loading';
import { TimeText } from '@/components/time-text';
import { ApiError, apiQuery, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { ChainQuery } from '../../../generated/graphql';
import { chainQuery, chainsQuery, deleteChainMutation } from './chain.documents';
import { SavedChainEditor } from './editor/saved-chain-editor';
import { purposeLabel } from './purpose';
import { StartButton } from './start/start-button';
import { StepsShown } from './steps-shown';
import { VersionsButton } from './versions/versions-button';

export type Chain = ChainQuery['actionChain'];

/** One chain: its steps, to be edited by who may, and started. */
export function ChainDetail({ id }: { id: string }) {
  const { can } = useViewer();
  const { data, error, refetch } = useQuery(apiQuery(chainQuery, { id }));
  if (error instanceof ApiError && error.code === 'NOT_FOUND') return <NotFound />;
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <PageLoading />;
  const { actionChain: chain } = data;
  return (
    <>
      <Header chain={chain} />
      {can('chain:write') ? <SavedChainEditor chain={chain} /> : <StepsShown {...chain} />}
    </>
  );
}

function Header({ chain }: { chain: Chain }) {
  const router = useRouter();
  const { can } = useViewer();
  const remove = useApiMutation(deleteChainMutation, { invalidates: [chainsQuery] });
  const { id, name, purpose, version, updatedAt, counterpart } = chain;
  return (
    <PageHeader
      parent={{ href: '/chains', title: 'Chains' }}
      title={name}
      badge={
        <Badge variant="light" tt="none" color={purpose === 'DEPROVISION' ? 'red' : 'blue'}>
          {purposeLabel(purpose)}
        </Badge>
      }
      text={
        <>
          Version {version}, changed <TimeText value={updatedAt} />
          {counterpart && (
            <>
              {' '}
              · its other way round is <LinkText href={`/chains/${counterpart.id}`}>{counterpart.name}</LinkText>
            </>
          )}
        </>
      }
      actions={
        <>
          {can('chain:write') && (
            <ConfirmAct
              label="Delete chain"
              onConfirm={async () => {
                await remove.mutateAsync({ id });
                router.replace('/chains');
              }}
            >
              The chain {name} cannot be started any more. Its flows stay readable, and those under way finish. This
              cannot be undone.
            </ConfirmAct>
          )}
          <VersionsButton chain={chain} />
          {can('flow:read') && (
            <LinkButton href={`/flows?chain=${id}`} variant="default">
              Its flows
            </LinkButton>
          )}
          {can('flow:run') && <StartButton chain={chain} />}
        </>
      }
    />
  );
}
