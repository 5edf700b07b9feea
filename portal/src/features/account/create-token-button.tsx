'use client';

import { Button } from '@mantine/core';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { OnceOpen } from '@/components/once-open';
import { SecretOnce } from '@/components/secret-once';
import { whenNear } from '@/lib/when-near';

const CreateTokenDialog = dynamic(() => import('./create-token-dialog').then((module) => module.CreateTokenDialog), {
  ssr: false,
});
const near = whenNear(() => import('./create-token-dialog'));

/** The text of a new token is shown once, after the form. */
export function CreateTokenButton() {
  const [isOpen, setOpen] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  return (
    <>
      <Button {...near} variant="default" onClick={() => setOpen(true)}>
        New token
      </Button>
      <OnceOpen isOpen={isOpen}>
        <CreateTokenDialog
          isOpen={isOpen}
          onClose={() => setOpen(false)}
          onCreated={(created) => {
            setOpen(false);
            setToken(created);
          }}
        />
      </OnceOpen>
      <SecretOnce title="Your new token" label="Token" secret={token} onClose={() => setToken(null)} />
    </>
  );
}
