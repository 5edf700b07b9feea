'use client';

import { Alert, Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useState } from 'react';
import { UnsavedReport } from '@/components/unsaved-report';
import { useApiMutation } from '@/lib/api';
import { leavePage } from '@/lib/unsaved';
import { chainQuery, chainsQuery, updateChainMutation } from '../chain.documents';
import type { Chain } from '../chain-detail';
import { draftOf, inputOf } from '../draft/draft';
import { ChainEditor } from './chain-editor';

/** The editor of a chain that is there already. It follows what is saved, but not over what is being edited. */
export function SavedChainEditor({ chain }: { chain: Chain }) {
  const [edited, setEdited] = useState(chain);
  const [isUnsaved, setUnsaved] = useState(false);
  const report = useCallback((_: string, next: boolean) => setUnsaved(next), []);
  const update = useApiMutation(updateChainMutation, { invalidates: [chainQuery, chainsQuery] });
  if (!isUnsaved && edited !== chain) setEdited(chain);
  return (
    <UnsavedReport value={report}>
      {isUnsaved && edited.updatedAt !== chain.updatedAt && (
        <Alert color="yellow" mb="md" title="The chain was changed meanwhile">
          <Group justify="space-between">
            <Text size="sm">
              What you edit began as version {edited.version}; saving it replaces version {chain.version}.
            </Text>
            <Button size="xs" variant="default" onClick={() => leavePage(() => setEdited(chain))}>
              Show what is saved now
            </Button>
          </Group>
        </Alert>
      )}
      <ChainEditor
        key={edited.updatedAt}
        initial={draftOf(edited)}
        label="Save"
        onSave={async (draft) => {
          const { updateActionChain } = await update.mutateAsync({ id: chain.id, input: inputOf(draft) });
          notifications.show({
            color: 'green',
            message: `Saved: new flows take version ${updateActionChain.version}.`,
          });
        }}
      />
    </UnsavedReport>
  );
}
