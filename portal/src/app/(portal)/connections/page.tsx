import type { Metadata } from 'next';
import { ConnectionsPage } from '@/features/connection';

export const metadata: Metadata = { title: 'Connections' };

export default function Page({ searchParams }: PageProps<'/connections'>) {
  return <ConnectionsPage searchParams={searchParams} />;
}
