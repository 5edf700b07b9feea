'use client';

import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { CopyField } from './copy-field';
import { Dialog } from './dialog';

/** Shows a secret that was just made, this once. It closes by its button only, so that no stray click loses it. */
export function SecretOnce({
  title,
  label,
  secret,
  onClose,
}: {
  title: string;
  label: string;
  /** Null: closed. */
  secret: string | null;
  onClose: () => void;
}) {
  return (
    <Dialog
      isOpen={secret !== null}
      onClose={onClose}
      title={title}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack>
        <Alert icon={<IconKey />} color="yellow" variant="light">
          Keep it somewhere safe now. It is shown this once and cannot be read again.
        </Alert>
        <CopyField label={label} value={secret ?? ''} />
        <Group justify="flex-end">
          <Button onClick={onClose}>I have kept it</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
