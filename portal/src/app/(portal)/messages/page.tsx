import type { Metadata } from 'next';
import { MessagesPage } from '@/features/message';

export const metadata: Metadata = { title: 'Messages' };

export default function Page({ searchParams }: PageProps<'/messages'>) {
  return <MessagesPage searchParams={searchParams} />;
}
