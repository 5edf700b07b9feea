import type { Metadata } from 'next';
import { AppMappingsPage } from '@/features/app-mapping-list';

export const metadata: Metadata = { title: 'App roles' };

export default function Page({ searchParams }: PageProps<'/app-mappings'>) {
  return <AppMappingsPage searchParams={searchParams} />;
}
