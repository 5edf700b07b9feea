import type { Metadata } from 'next';
import { GroupsPage } from '@/features/group';

export const metadata: Metadata = { title: 'Groups' };

export default function Page({ searchParams }: PageProps<'/groups'>) {
  return <GroupsPage searchParams={searchParams} />;
}
