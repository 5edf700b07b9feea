'use client';

import { Badge, Group, Text } from '@mantine/core';
import { ConfirmAct } from '@/components/confirm-act';
import { type BulkAct, type Column, DataList, FilterSelect, timeColumn } from '@/components/data-list';
import { callApi, useApiMutation } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { SessionsQuery } from '../../../generated/graphql';
import { deviceName } from './device-name';
import { IDLE, sessionListing } from './listing';
import { revokeSessionMutation, sessionsQuery } from './session.documents';

type Session = SessionsQuery['sessions']['nodes'][number];

const COLUMNS: readonly Column<Session>[] = [
  {
    key: 'device',
    title: 'Device',
    render: ({ userAgent, isCurrent, ipAddress }) => (
      <>
        <Group gap="xs">
          <Text size="sm" title={userAgent ?? undefined}>
            {deviceName(userAgent)}
          </Text>
          {isCurrent && (
            <Badge size="sm" variant="light" tt="none">
              this device
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          {ipAddress ?? 'address unknown'}
        </Text>
      </>
    ),
    csv: ({ userAgent }) => deviceName(userAgent),
  },
  timeColumn('since', 'Signed in', ({ createdAt }) => createdAt, { sortField: 'CREATED_AT', width: 120 }),
  timeColumn('seen', 'Last seen', ({ lastRefreshedAt }) => lastRefreshedAt, {
    sortField: 'LAST_REFRESHED_AT',
    width: 120,
  }),
];

const END_COLUMN: Column<Session> = {
  key: 'end',
  title: 'End',
  isTitleHidden: true,
  width: 90,
  render: (session) => !session.isCurrent && <EndSession session={session} />,
};

const END: BulkAct<Session> = {
  label: 'End',
  color: 'red',
  describe: (rows) =>
    `Whoever uses ${rows.length === 1 ? 'this session' : `these ${rows.length} sessions`} has to sign in again, within seconds.`,
  run: async ({ id, isCurrent }) => {
    if (isCurrent) throw new Error('This device is left by signing out.');
    await callApi(revokeSessionMutation, { id });
  },
};

/** Where somebody is signed in now; without a name, oneself. */
export function SessionList({ userId = null }: { userId?: string | null }) {
  const { can, user } = useViewer();
  const mayEnd = userId === null || userId === user.id || can('user:write');
  return (
    <DataList
      listing={sessionListing(userId)}
      noun="sessions"
      columns={mayEnd ? [...COLUMNS, END_COLUMN] : COLUMNS}
      nameOf={({ userAgent }) => `the session on ${deviceName(userAgent)}`}
      searchLabel="Search devices and addresses"
      filters={<FilterSelect name="idle" label="Seen at any time" options={IDLE} />}
      bulkActs={mayEnd ? [END] : []}
      empty={{ title: 'Signed in nowhere', text: 'A session begins when somebody signs in, and is found here.' }}
    />
  );
}

function EndSession({ session: { id, userAgent } }: { session: Session }) {
  const revoke = useApiMutation(revokeSessionMutation, { invalidates: [sessionsQuery] });
  return (
    <ConfirmAct
      label="End"
      title="End this session?"
      buttonProps={{ size: 'xs', 'aria-label': `End the session on ${deviceName(userAgent)}` }}
      onConfirm={() => revoke.mutateAsync({ id })}
    >
      Whoever uses it has to sign in again, within seconds.
    </ConfirmAct>
  );
}
