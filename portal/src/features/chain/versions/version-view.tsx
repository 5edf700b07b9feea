'use client';

import { Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { ConfirmAct } from '@/components/confirm-act';
import { ErrorState } from '@/components/error-state';
import { Select } from '@/components/inputs';
import { PageLoading } from '@/components/page-loading';
import { TimeText } from '@/components/time-text';
import { apiQuery, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { ChainVersionQuery } from '../../../../generated/graphql';
import { chainQuery, chainsQuery, chainVersionQuery, updateChainMutation } from '../chain.documents';
import type { Chain } from '../chain-detail';
import { draftOf, inputOf } from '../draft/draft';
import { StepsShown } from '../steps-shown';

interface Props {
  chain: Chain;
  version: number;
  onShow: (version: number) => void;
  onClose: () => void;
}

/** The steps of one version, as they were saved. */
export function VersionView({ chain, version, onShow, onClose }: Props) {
  const { can } = useViewer();
  const { data, error, refetch } = useQuery(apiQuery(chainVersionQuery, { id: chain.id, version }));
  const saved = data?.actionChain.savedVersion;
  return (
    <Stack>
      <Group align="flex-end" justify="space-between">
        <Select
          label="Version"
          data={numbersTo(chain.version)}
          value={String(version)}
          allowDeselect={false}
          searchable
          onChange={(next) => next && onShow(Number(next))}
        />
        {saved && can('chain:write') && version !== chain.version && (
          <BringBack chain={chain} saved={saved} onDone={onClose} />
        )}
      </Group>
      {saved ? (
        <>
          <Text size="sm" c="dimmed">
            Saved <TimeText value={saved.createdAt} />
            {version === chain.version && '; new flows take it'}
          </Text>
          <StepsShown steps={saved.steps} />
        </>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <PageLoading />
      )}
    </Stack>
  );
}

function BringBack({
  chain,
  saved: { version, steps, inputSchema },
  onDone,
}: {
  chain: Chain;
  saved: ChainVersionQuery['actionChain']['savedVersion'];
  onDone: () => void;
}) {
  const update = useApiMutation(updateChainMutation, { invalidates: [chainQuery, chainsQuery] });
  const draft = draftOf({ ...chain, steps, inputSchema });
  return (
    <ConfirmAct
      label="Bring it back"
      title={`Bring version ${version} back?`}
      color="indigo"
      onConfirm={async () => {
        await update.mutateAsync({ id: chain.id, input: inputOf(draft) });
        notifications.show({ color: 'green', message: `New flows do what version ${version} did.` });
        onDone();
      }}
    >
      The steps and the input of version {version} become those of the chain, as a new version. Flows that were started
      keep the steps they have.
    </ConfirmAct>
  );
}

/** The newest first. */
function numbersTo(newest: number): string[] {
  return Array.from({ length: newest }, (_, index) => String(newest - index));
}
