'use client';

import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconSend } from '@tabler/icons-react';
import { ActMenu } from '@/components/act-menu';
import { LinkText } from '@/components/link-text';
import { useApiMutation } from '@/lib/api';
import type { Setup } from './editor/draft';
import { integrationQuery, sendTestMutation } from './integration.documents';

/** Sends an example by all of its actions, whatever its conditions; of which event, where there are several. */
export function SendTestButton({ integration: { id, eventTypes } }: { integration: Setup }) {
  const send = useApiMutation(sendTestMutation, {
    invalidates: [integrationQuery],
    onSuccess: ({ sendTestEvent }) =>
      notifications.show({
        color: 'green',
        title: 'The test is on its way',
        message: <LinkText href={`/deliveries/${sendTestEvent.id}`}>See it arrive</LinkText>,
      }),
    onError: (error) => notifications.show({ color: 'red', title: 'No test was sent', message: error.message }),
  });
  const sendType = (eventType: string | null) => send.mutate({ integrationId: id, eventType });
  if (eventTypes.length < 2) {
    return (
      <Button leftSection={<IconSend size={16} />} loading={send.isPending} onClick={() => sendType(null)}>
        Send test
      </Button>
    );
  }
  return (
    <ActMenu
      target={
        <Button leftSection={<IconSend size={16} />} loading={send.isPending}>
          Send test
        </Button>
      }
      head="An example of"
      acts={eventTypes.map((type) => ({ label: type, onClick: () => sendType(type) }))}
    />
  );
}
