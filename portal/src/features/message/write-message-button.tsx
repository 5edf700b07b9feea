'use client';

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { IconMail } from '@tabler/icons-react';
import { Dialog } from '@/components/dialog';
import { useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { messagesQuery, sendMessageMutation } from './message.documents';
import { inputOfMessage, MessageForm } from './message-form';

/** Absent for who may not. */
export function WriteMessageButton() {
  const { can } = useViewer();
  const [isOpen, { open, close }] = useDisclosure(false);
  const send = useApiMutation(sendMessageMutation, { invalidates: [messagesQuery] });
  if (!can('message:write')) return null;
  return (
    <>
      <Button leftSection={<IconMail size={16} />} onClick={open}>
        Write message
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title="Write message" size="lg">
        <MessageForm
          onSubmit={async (values) => {
            const { sendMessage } = await send.mutateAsync({ input: inputOfMessage(values) });
            const { count } = sendMessage;
            notifications.show({ color: 'green', message: `Goes to ${count === 1 ? '1 person' : `${count} people`}` });
            close();
          }}
        />
      </Dialog>
    </>
  );
}
