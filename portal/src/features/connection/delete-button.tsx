'use client';

import { Checkbox } from '@mantine/core';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ConfirmAct } from '@/components/confirm-act';
import { useApiMutation } from '@/lib/api';
import { connectionsQuery, deleteConnectionMutation } from './connection.documents';

/** Deletes a connection; one that is still needed only for who says so. */
export function DeleteButton({ id, name }: { id: string; name: string }) {
  const router = useRouter();
  const [force, setForce] = useState(false);
  const remove = useApiMutation(deleteConnectionMutation, { invalidates: [connectionsQuery] });
  return (
    <ConfirmAct
      label="Delete connection"
      onConfirm={async () => {
        await remove.mutateAsync({ id, force });
        router.replace('/connections');
      }}
    >
      The connection {name} is deleted with its secrets. Nothing changes at the provider. This cannot be undone.
      <Checkbox
        mt="sm"
        label="Even while chains, or flows under way, need it: their steps fail from then on"
        checked={force}
        onChange={(event) => setForce(event.currentTarget.checked)}
      />
    </ConfirmAct>
  );
}
