import type { Metadata } from 'next';
import { ImportPage } from '@/features/import';

export const metadata: Metadata = { title: 'Import people' };

export default function Page({ searchParams }: PageProps<'/people/import'>) {
  return <ImportPage searchParams={searchParams} />;
}
