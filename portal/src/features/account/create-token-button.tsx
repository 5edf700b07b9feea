'use client';

import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { SecretOnce } from '@/components/secret-once';
import { CreateTokenForm } from './create-token-form';

/** The text of a new token is shown once, after the form. */
export function CreateTokenButton() {
  const [isOpen, setOpen] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        New token
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title="New API token"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <CreateTokenForm
          onCancel={() => setOpen(false)}
          onCreated={(created) => {
            setOpen(false);
            setToken(created);
          }}
        />
      </Modal>
      <SecretOnce title="Your new token" label="Token" secret={token} onClose={() => setToken(null)} />
    </>
  );
}
