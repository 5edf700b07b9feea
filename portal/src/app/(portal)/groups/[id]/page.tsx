import type { Metadata } from 'next';
import { GroupPage } from '@/features/group';

export const metadata: Metadata = { title: 'Group' };

export default async function Page({ params, searchParams }: PageProps<'/groups/[id]'>) {
  return <GroupPage id={(await params).id} searchParams={searchParams} />;
}
