import type { SearchParams } from 'nuqs/server';
import { prefetchList } from '@/components/data-list/prefetched-list';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { groupQuery } from './group.documents';
import { GroupDetail } from './group-detail';
import { memberListing } from './member-listing';

export async function GroupPage({ id, searchParams }: { id: string; searchParams: Promise<SearchParams> }) {
  const members = await prefetchList(memberListing(id), searchParams);
  return (
    <Prefetched queries={[prefetch(groupQuery, { id }), members]}>
      <GroupDetail id={id} />
    </Prefetched>
  );
}
