import type { Metadata } from 'next';
import { ConnectionPage } from '@/features/connection';

export const metadata: Metadata = { title: 'Connection' };

export default async function Page({ params }: PageProps<'/connections/[id]'>) {
  return <ConnectionPage id={(await params).id} />;
}
