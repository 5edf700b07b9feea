import type { Metadata } from 'next';
import { EventPage } from '@/features/event';

export const metadata: Metadata = { title: 'Event' };

export default async function Page({ params }: PageProps<'/events/[id]'>) {
  return <EventPage id={(await params).id} />;
}
