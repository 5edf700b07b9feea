import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { groupMembersQuery, groupQuery } from './group.documents';
import { GroupDetail } from './group-detail';
import { memberVariables } from './members-shown';

export function GroupPage({ id }: { id: string }) {
  return (
    <Prefetched queries={[prefetch(groupQuery, { id }), prefetch(groupMembersQuery, memberVariables(id))]}>
      <GroupDetail id={id} />
    </Prefetched>
  );
}
