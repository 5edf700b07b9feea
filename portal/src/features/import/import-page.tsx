import { createLoader, type SearchParams } from 'nuqs/server';
import { listParsers, pageOf } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { importsQuery } from './import.documents';
import { ImportStart } from './import-start';

const loadList = createLoader(listParsers);

export async function ImportPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const state = await loadList(searchParams);
  return (
    <Prefetched queries={[prefetch(importsQuery, pageOf(state))]}>
      <ImportStart />
    </Prefetched>
  );
}
