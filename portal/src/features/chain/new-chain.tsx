'use client';

import { useRouter } from 'next/navigation';
import { NotForRole } from '@/components/not-for-role';
import { PageHeader } from '@/components/page-header';
import { useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { chainsQuery, createChainMutation } from './chain.documents';
import { EMPTY_DRAFT, inputOf } from './draft/draft';
import { ChainEditor } from './editor/chain-editor';

const BACK = { href: '/chains', title: 'Chains' };

export function NewChain() {
  const router = useRouter();
  const { can } = useViewer();
  const create = useApiMutation(createChainMutation, { invalidates: [chainsQuery] });
  if (!can('chain:write')) return <NotForRole text="Chains are made by owners and admins." back={BACK} />;
  return (
    <>
      <PageHeader
        parent={BACK}
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
