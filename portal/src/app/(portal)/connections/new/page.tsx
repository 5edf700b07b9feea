import type { Metadata } from 'next';
import { NewConnectionPage } from '@/features/connection';

export const metadata: Metadata = { title: 'New connection' };

export default function Page({ searchParams }: PageProps<'/connections/new'>) {
  return <NewConnectionPage searchParams={searchParams} />;
}
