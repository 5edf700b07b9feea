import { createLoader, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { groupsQuery } from './group.documents';
import { GroupList } from './group-list';
import { groupListVariables } from './list-variables';

const loadList = createLoader(listParsers);

export async function GroupsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const state = await loadList(searchParams);
  return (
    <Prefetched queries={[prefetch(groupsQuery, groupListVariables(state))]}>
      <GroupList />
    </Prefetched>
  );
}
