import type { Metadata } from 'next';
import { EventsPage } from '@/features/event';

export const metadata: Metadata = { title: 'Events' };

export default function Page({ searchParams }: PageProps<'/events'>) {
  return <EventsPage searchParams={searchParams} />;
}
