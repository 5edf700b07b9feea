'use client';

import { type BulkAct, FilterSelect, ListPage } from '@/components/data-list';
import { PersonFilter } from '@/features/picker';
import { callApi } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { messageListing } from './listing';
import { cancelMessageMutation } from './message.documents';
import { MESSAGE_COLUMNS, type MessageRow } from './message-columns';
import { WriteMessageButton } from './write-message-button';

const STATUS_OPTIONS = [
  { value: 'PENDING', label: 'Waits' },
  { value: 'SENT', label: 'Sent' },
  { value: 'FAILED', label: 'Failed' },
  { value: 'CANCELLED', label: 'Cancelled' },
];
const EVERY_MS = 10_000;

const CANCEL: BulkAct<MessageRow> = {
  label: 'Do not send',
  color: 'red',
  describe: (rows) =>
    `${rows.length === 1 ? 'One message is' : `${rows.length} messages are`} not sent. What was sent already stays sent.`,
  run: ({ id }) => callApi(cancelMessageMutation, { id }),
};

/** What people are told by mail. */
export function MessageList() {
  const { can } = useViewer();
  return (
    <ListPage
      title="Messages"
      text="What people of your organisation are told by mail: one of them, a group, or everybody."
      actions={<WriteMessageButton />}
      listing={messageListing}
      noun="messages"
      columns={MESSAGE_COLUMNS}
      nameOf={({ subject, user }) => `${subject} to ${user?.email ?? 'somebody'}`}
      searchLabel="Search messages"
      filters={
        <>
          <FilterSelect name="status" label="State" options={STATUS_OPTIONS} />
          <PersonFilter name="person" label="To" />
        </>
      }
      bulkActs={can('message:write') ? [CANCEL] : []}
      refetchMs={EVERY_MS}
      empty={{
        title: 'No messages yet',
        text: 'Write to one person, to a group or to everybody; scripts and chains do it, too.',
        action: <WriteMessageButton />,
      }}
    />
  );
}
