'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { type BulkAct, DataList, FilterSelect } from '@/components/data-list';
import { PageHeader } from '@/components/page-header';
import { PersonFilter } from '@/features/picker';
import { callApi, queryKeyOf } from '@/lib/api';
import { useViewer } from '@/lib/session';
import { messageFilterParsers, messageListVariables } from './list-variables';
import { cancelMessageMutation, messagesQuery } from './message.documents';
import { MESSAGE_COLUMNS, type MessageRow } from './message-columns';
import { WriteMessageButton } from './write-message-button';

const STATUS_OPTIONS = [
  { value: 'PENDING', label: 'Waits' },
  { value: 'SENT', label: 'Sent' },
  { value: 'FAILED', label: 'Failed' },
  { value: 'CANCELLED', label: 'Cancelled' },
];
const EVERY_MS = 10_000;

/** What people are told by mail. */
export function MessageList() {
  const { can } = useViewer();
  const [filters] = useQueryStates(messageFilterParsers);
  const cancel = useCancelMessages();
  return (
    <>
      <PageHeader
        title="Messages"
        text="What people of your organisation are told by mail: one of them, a group, or everybody."
        actions={<WriteMessageButton />}
      />
      <DataList
        noun="messages"
        document={messagesQuery}
        variables={(state, page) => messageListVariables(filters, state, page)}
        page={(data) => data.messages}
        columns={MESSAGE_COLUMNS}
        nameOf={({ subject, user }) => `${subject} to ${user?.email ?? 'somebody'}`}
        filters={
          <>
            <FilterSelect name="status" label="State" options={STATUS_OPTIONS} />
            <PersonFilter name="person" label="To" />
          </>
        }
        isFiltered={filters.status !== null || filters.person !== null}
        bulkActs={can('message:write') ? [cancel] : []}
        refetchMs={EVERY_MS}
        empty={{
          title: 'No messages yet',
          text: 'Write to one person, to a group or to everybody; scripts and chains do it, too.',
          action: <WriteMessageButton />,
        }}
      />
    </>
  );
}

function useCancelMessages(): BulkAct<MessageRow> {
  const client = useQueryClient();
  return {
    label: 'Do not send',
    color: 'red',
    describe: (rows) =>
      `${rows.length === 1 ? 'One message is' : `${rows.length} messages are`} not sent. What was sent already stays sent.`,
    run: async ({ id }) => {
      await callApi(cancelMessageMutation, { id });
      await client.invalidateQueries({ queryKey: queryKeyOf(messagesQuery) });
    },
  };
}
