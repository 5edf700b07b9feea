'use client';

import { useRouter } from 'next/navigation';
import { PageHeader } from '@/components/page-header';
import { useApiMutation } from '@/lib/api';
import { chainsQuery, createChainMutation } from './chain.documents';
import { EMPTY_DRAFT, inputOf } from './draft/draft';
import { ChainEditor } from './editor/chain-editor';

export function NewChain() {
  const router = useRouter();
  const create = useApiMutation(createChainMutation, { invalidates: [chainsQuery] });
  return (
    <>
      <PageHeader
        parent={{ href: '/chains', title: 'Chains' }}
        title="New chain"
        text="Add steps, pick the action of each, and say what it is given: by hand, or taken from the flow."
      />
      <ChainEditor
        initial={EMPTY_DRAFT}
        label="Create chain"
        onSave={async (draft) => {
          const { createActionChain } = await create.mutateAsync({ input: inputOf(draft) });
          router.push(`/chains/${createActionChain.id}`);
        }}
      />
    </>
  );
}
