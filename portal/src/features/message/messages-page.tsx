import { prefetchedList } from '@/components/data-list/prefetched-list';
import { messageListing } from './listing';
import { MessageList } from './message-list';

export const MessagesPage = prefetchedList(messageListing, MessageList);
