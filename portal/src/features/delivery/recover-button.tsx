'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRestore } from '@tabler/icons-react';
import { RecoverDialog } from './recover-dialog';

/** Opens what repairs a stretch of time of one integration. */
export function RecoverButton({ integrationId }: { integrationId: string }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" leftSection={<IconRestore size={16} />} onClick={open}>
        Recover a time span
      </Button>
      <RecoverDialog integrationId={integrationId} isOpen={isOpen} onClose={close} />
    </>
  );
}
