import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { groupMembersQuery, groupQuery } from './group.documents';
import { GroupDetail } from './group-detail';
import { MEMBERS_SHOWN } from './members-shown';

export function GroupPage({ id }: { id: string }) {
  return (
    <Prefetched queries={[prefetch(groupQuery, { id }), prefetch(groupMembersQuery, { id, first: MEMBERS_SHOWN })]}>
      <GroupDetail id={id} />
    </Prefetched>
  );
}
