'use client';

import { useRouter } from 'next/navigation';
import { ConfirmAct } from '@/components/confirm-act';
import { RecoverButton } from '@/features/delivery';
import { useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { Setup } from './editor/draft';
import { deleteIntegrationMutation, integrationsQuery } from './integration.documents';
import { SendTestButton } from './send-test-button';
import { SwitchButton } from './switch-button';

/** What can be done with an integration as a whole. */
export function IntegrationActs({ integration }: { integration: Setup }) {
  const { can } = useViewer();
  const { id, name } = integration;
  return (
    <>
      {can('integration:write') && <DeleteButton id={id} name={name} />}
      {can('integration:write') && <SwitchButton integration={integration} />}
      {can('delivery:write') && <RecoverButton integrationId={id} />}
      {can('delivery:write') && <SendTestButton integration={integration} />}
    </>
  );
}

function DeleteButton({ id, name }: { id: string; name: string }) {
  const router = useRouter();
  const remove = useApiMutation(deleteIntegrationMutation, { invalidates: [integrationsQuery] });
  return (
    <ConfirmAct
      label="Delete"
      title={`Delete ${name}?`}
      onConfirm={async () => {
        await remove.mutateAsync({ id });
        router.replace('/integrations');
      }}
    >
      The integration {name} is deleted with its secrets, and what it has not delivered is cancelled. The history of its
      deliveries stays. This cannot be undone.
    </ConfirmAct>
  );
}
