'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { NotForRole } from '@/components/not-for-role';
import { PageHeader } from '@/components/page-header';
import { useViewer } from '@/lib/session';
import { IntegrationEditor } from './editor/integration-editor';
import { newDraft } from './editor/new-draft';
import { useSave } from './editor/use-save';

const BACK = { href: '/integrations', title: 'Integrations' };

export function NewIntegration() {
  const router = useRouter();
  const { can } = useViewer();
  const [initial] = useState(newDraft);
  const save = useSave(null);
  if (!can('integration:write')) return <NotForRole text="Integrations are made by owners and admins." back={BACK} />;
  return (
    <>
      <PageHeader parent={BACK} title="New integration" text="It listens as soon as it is created." />
      <IntegrationEditor
        initial={initial}
        integrationId={null}
        label="Create integration"
        onSave={async (draft) => router.push(`/integrations/${await save(draft, initial)}`)}
      />
    </>
  );
}
