'use client';

import { Stack } from '@mantine/core';
import { useState } from 'react';
import type { BulkAct } from '@/components/data-list';
import { EndInput, inputOfEnd } from '@/components/end-input';
import { nameOfPerson } from '@/components/name-of-person';
import { GroupPicker } from '@/features/picker';
import { callApi } from '@/lib/api';
import { useViewer } from '@/lib/session';
import type { PersonRow } from './people-columns';
import { activatePeopleMutation, addPeopleToGroupMutation, deactivatePeopleMutation } from './person-changes.documents';

/** What may be done to many people at once, by who looks. */
export function usePeopleActs(): BulkAct<PersonRow>[] {
  const { can } = useViewer();
  const addToGroup = useAddToGroup();
  if (!can('user:write')) return can('group:write') ? [addToGroup] : [];
  const activate: BulkAct<PersonRow> = {
    label: 'Activate',
    color: 'blue',
    describe: (rows) => `${subject(rows)} can sign in again, with the role that they had.`,
    runMany: async (rows) => (await callApi(activatePeopleMutation, { ids: idsOf(rows) })).activateUsers.items,
  };
  const deactivate: BulkAct<PersonRow> = {
    label: 'Deactivate',
    color: 'red',
    describe: (rows) =>
      `${subject(rows)} can no longer sign in; sessions and API tokens end at once, and integrations hear of it. ` +
      'Memberships stay. You are left out, should you be among them.',
    runMany: async (rows) => (await callApi(deactivatePeopleMutation, { ids: idsOf(rows) })).deactivateUsers.items,
  };
  return [...(can('group:write') ? [addToGroup] : []), activate, deactivate];
}

function useAddToGroup(): BulkAct<PersonRow> {
  const [groupId, setGroupId] = useState<string | null>(null);
  const [end, setEnd] = useState('');
  return {
    label: 'Add to group',
    color: 'blue',
    describe: (rows) => (
      <Stack>
        <span>
          {subject(rows)} {rows.length === 1 ? 'joins the group and gets' : 'join the group and get'} what integrations
          grant for it. Who is a member already stays one.
        </span>
        <GroupPicker label="Group" required value={groupId} onChange={setGroupId} />
        <EndInput value={end} onChange={setEnd} />
      </Stack>
    ),
    runMany: async (rows) => {
      if (!groupId) throw new Error('Choose the group first.');
      const expiresAt = inputOfEnd(end);
      const variables = { groupId, userIds: idsOf(rows), ...(expiresAt ? { expiresAt } : {}) };
      return (await callApi(addPeopleToGroupMutation, variables)).addGroupMembers.items;
    },
  };
}

const idsOf = (rows: readonly PersonRow[]) => rows.map(({ id }) => id);

function subject(rows: readonly PersonRow[]): string {
  const [first] = rows;
  return rows.length === 1 && first ? nameOfPerson(first) : `${rows.length} people`;
}
