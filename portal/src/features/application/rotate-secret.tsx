'use client';

import { Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/confirm-act';
import { Select } from '@/components/inputs';
import { SecretOnce } from '@/components/secret-once';
import { useApiMutation } from '@/lib/api';
import { applicationQuery, applicationsQuery, rotateSecretMutation } from './application.documents';

const OVERLAPS = [
  { value: '0', label: 'It ends at once' },
  { value: '3600', label: 'One hour' },
  { value: '86400', label: 'One day' },
  { value: '604800', label: 'One week' },
];
const ONE_DAY = '86400';

/** Makes a new secret, and says how long the one in use is taken as well. */
export function RotateSecret({ id, name }: { id: string; name: string }) {
  const [isAsking, { open, close }] = useDisclosure(false);
  const [overlap, setOverlap] = useState(ONE_DAY);
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = useApiMutation(rotateSecretMutation, { invalidates: [applicationQuery, applicationsQuery] });
  return (
    <>
      <Button size="xs" variant="light" onClick={open}>
        Rotate secret
      </Button>
      <ConfirmDialog
        label="Make a new secret"
        title="Rotate the secret?"
        color={overlap === '0' ? 'red' : 'blue'}
        isOpen={isAsking}
        onClose={close}
        onConfirm={async () => {
          const variables = { id, overlapSeconds: Number(overlap) };
          setSecret((await rotate.mutateAsync(variables)).rotateApplicationSecret.clientSecret);
        }}
      >
        <Stack>
          <span>
            {name} gets a new secret, which is shown once. One that was already on its way out ends now.
            {overlap === '0' && ' Whatever still uses the secret in use is refused from then on.'}
          </span>
          <Select
            label="How long the secret in use works as well"
            data={OVERLAPS}
            value={overlap}
            onChange={(value) => setOverlap(value ?? ONE_DAY)}
            allowDeselect={false}
          />
        </Stack>
      </ConfirmDialog>
      <SecretOnce title="New client secret" label="Client secret" secret={secret} onClose={() => setSecret(null)} />
    </>
  );
}
