import type { EventData } from '../event/index.ts';
import type { GroupRow } from './internal.ts';

/** The payload of group events. */
export function groupData(group: GroupRow): EventData<'group.created'> {
  return {
    resource_type: 'group',
    group_id: group.id,
    group_name: group.name,
    group_description: group.description,
  };
}
