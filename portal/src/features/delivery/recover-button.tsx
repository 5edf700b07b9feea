'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconRestore } from '@tabler/icons-react';
import dynamic from 'next/dynamic';
import { OnceOpen } from '@/components/once-open';
import { whenNear } from '@/lib/when-near';

const RecoverDialog = dynamic(() => import('./recover-dialog').then((module) => module.RecoverDialog), { ssr: false });
const near = whenNear(() => import('./recover-dialog'));

/** Opens what repairs a stretch of time of one integration. */
export function RecoverButton({ integrationId }: { integrationId: string }) {
  const [isOpen, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button {...near} variant="default" leftSection={<IconRestore size={16} />} onClick={open}>
        Recover a time span
      </Button>
      <OnceOpen isOpen={isOpen}>
        <RecoverDialog integrationId={integrationId} isOpen={isOpen} onClose={close} />
      </OnceOpen>
    </>
  );
}
