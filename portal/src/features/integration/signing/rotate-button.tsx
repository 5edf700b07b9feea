'use client';

import { Button, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/confirm-act';
import { NumberInput } from '@/components/inputs';
import { useApiMutation } from '@/lib/api';
import { rotateSigningSecretMutation, signingSecretQuery } from '../integration.documents';

const USUAL_OVERLAP_HOURS = 24;

/** Gives a new secret; the old one signs too for as long as receivers need to take the new one. */
export function RotateButton({ integrationId, onRotated }: { integrationId: string; onRotated: () => void }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  const [overlapHours, setOverlapHours] = useState(USUAL_OVERLAP_HOURS);
  const rotate = useApiMutation(rotateSigningSecretMutation, { invalidates: [signingSecretQuery] });
  return (
    <>
      <Button variant="light" color="orange" w="fit-content" leftSection={<IconRefresh size={16} />} onClick={open}>
        Rotate the secret
      </Button>
      <ConfirmDialog
        label="Rotate"
        title="Rotate the signing secret?"
        color="orange"
        isOpen={isOpen}
        onClose={close}
        onConfirm={async () => {
          await rotate.mutateAsync({ integrationId, overlapHours });
          onRotated();
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            A new secret is made. For the overlap, requests carry signatures by both, so that receivers can change over
            one by one; after it, whoever still knows only the old one refuses them.
          </Text>
          <NumberInput
            label="Overlap, in hours"
            description="0 to 168. With 0 the old one ends at once."
            min={0}
            max={168}
            value={overlapHours}
            onChange={(hours) => setOverlapHours(Number(hours))}
          />
        </Stack>
      </ConfirmDialog>
    </>
  );
}
