import { createLoader, type SearchParams } from 'nuqs/server';
import { listParsers } from '@/components/data-list/list-state';
import { Prefetched, prefetch } from '@/lib/api/prefetched';
import { messageFilterParsers, messageListVariables } from './list-variables';
import { messagesQuery } from './message.documents';
import { MessageList } from './message-list';

const loadList = createLoader(listParsers);
const loadFilters = createLoader(messageFilterParsers);

export async function MessagesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [state, filters] = await Promise.all([loadList(searchParams), loadFilters(searchParams)]);
  return (
    <Prefetched queries={[prefetch(messagesQuery, messageListVariables(filters, state))]}>
      <MessageList />
    </Prefetched>
  );
}
