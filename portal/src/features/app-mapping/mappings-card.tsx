'use client';

import { Card, Group, Title } from '@mantine/core';
import { DataList } from '@/components/data-list';
import { useTimelineRefresh } from '@/features/timeline';
import { useViewer } from '@/lib/session';
import { AddMapping } from './add-mapping';
import { APPLICATION, HOLDER, nameOfMapping, REMOVE, ROLE, SINCE, TAKE_AWAY } from './mapping-columns';
import { type MappingsOf, mappingListingOf } from './mapping-listing';

/** The roles in one application, or those of one group. */
export function MappingsCard({ of }: { of: MappingsOf }) {
  const { can } = useViewer();
  const refreshTimeline = useTimelineRefresh();
  const isApplication = 'applicationId' in of;
  // Beside other things there is no room for since when; the timeline tells it.
  const columns = isApplication ? [HOLDER, ROLE, SINCE] : [APPLICATION, ROLE];
  return (
    <Card withBorder>
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4">
          {isApplication ? 'Who has which role' : 'Roles in applications'}
        </Title>
        {can('application:write') && <AddMapping {...of} />}
      </Group>
      <DataList
        listing={mappingListingOf(of)}
        noun="roles"
        columns={can('application:write') ? [...columns, REMOVE] : columns}
        nameOf={nameOfMapping}
        searchLabel="Search roles"
        bulkActs={can('application:write') ? [TAKE_AWAY] : []}
        onActed={refreshTimeline}
        empty={
          isApplication
            ? { title: 'Nobody has a role yet', text: 'Give one to a person, or to a group for all of its members.' }
            : { title: 'No roles yet', text: 'A role given to the group is held by all of its members.' }
        }
      />
    </Card>
  );
}
